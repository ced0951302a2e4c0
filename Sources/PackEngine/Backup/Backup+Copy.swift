import Glibc
import LockerBase
import POSIXSupport

extension Backup {
    /// Gives the target the pack, in the place of what it has of that name.
    func put(
        _ name: PackName, isSealed: Bool, _ drafts: PackDrafts, _ result: inout CopiedPacks
    ) throws(SystemError) {
        defer { drafts.discard(name) }
        if isSealed, try storage.link(name, to: drafts.draft(of: name)) {
            result.linked += 1
        } else {
            result.copiedBytes += try copy(name, to: drafts, isSealed: isSealed)
            result.copied += 1
        }
        try drafts.place(name)
    }

    /// Copies a pack as far as it is durable into a draft, which is durable when this returns. Returns its bytes.
    func copy(_ name: PackName, to drafts: PackDrafts, isSealed: Bool) throws(SystemError) -> Int {
        let source = try storage.open(name, writable: false)
        // Asked in this order: one that is sealed in between has its last size by then.
        let count = if let end = live.durableEnd(of: name.id) { end } else { try source.size() }
        let draft = try drafts.create(name)
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var offset = 0
        while offset < count {
            let start = offset
            let received = try buffer.withMutableRawBytes { (raw) throws(SystemError) in
                let part = UnsafeMutableRawBufferPointer(rebasing: raw[..<min(raw.count, count - start)])
                let received = try source.read(into: part, at: start)
                let read = UnsafeRawBufferPointer(rebasing: part[..<received])
                try draft.write([read], at: start)
                return received
            }
            // Shorter than it was when it was made durable.
            if received == 0 { throw SystemError("read", on: name.fileName, number: EIO) }
            offset += received
        }
        try draft.synchronize()
        if isSealed { try draft.seal() }
        return count
    }
}
