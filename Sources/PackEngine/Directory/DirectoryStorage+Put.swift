import Glibc
import POSIXSupport

extension DirectoryStorage {
    /// Under a name that is no pack's, synced, and renamed over what has the name.
    public func put(_ name: PackName, _ bytes: any PackBytes) throws(StorageError) {
        try put(name, bytes, isSealed: true)
        try StorageError.translating { () throws(SystemError) in try synchronizeDirectory(path) }
    }

    /// The same, durable when the directory is synced; for a backup also of a pack that grows, which whoever serves the
    /// copy goes on with.
    func put(_ name: PackName, _ bytes: any PackBytes, isSealed: Bool) throws(StorageError) {
        try putting.withLock { (_) throws(StorageError) in
            defer { drafts.discard(name) }
            let draft = try StorageError.translating { () throws(SystemError) in try drafts.create(name) }
            try copy(bytes, of: name, to: draft)
            try draft.synchronize()
            if isSealed { try draft.seal() }
            try StorageError.translating { () throws(SystemError) in try drafts.place(name) }
        }
    }

    private func copy(_ bytes: any PackBytes, of name: PackName, to draft: DirectoryPack) throws(StorageError) {
        let count = try bytes.size()
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var offset = 0
        while offset < count {
            let start = offset
            offset += try buffer.withMutableRawBytes { (raw) throws(StorageError) in
                let part = UnsafeMutableRawBufferPointer(rebasing: raw[..<min(raw.count, count - start)])
                let received = try bytes.read(into: part, at: start)
                try draft.write([UnsafeRawBufferPointer(rebasing: part[..<received])], at: start)
                return received
            }
            // Shorter than it said.
            if offset == start { throw StorageError(SystemError("read", on: name.fileName, number: EIO)) }
        }
    }

    /// Has a sealed pack of another storage as its own, without copying it, in the place of what has that name. False
    /// when that is not to be had. Durable when the directory is synced.
    func adopt(_ name: PackName, from other: any PackStorage) throws(StorageError) -> Bool {
        try putting.withLock { (_) throws(StorageError) in
            drafts.discard(name)
            defer { drafts.discard(name) }
            guard try other.link(name, to: drafts.draft(of: name)) else { return false }
            try StorageError.translating { () throws(SystemError) in try drafts.place(name) }
            return true
        }
    }
}
