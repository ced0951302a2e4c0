import Glibc
import LockerBase
import POSIXSupport

/// Finds out what a pack holds that the index does not know, and seals it when a crash kept it from being sealed.
struct PackRecovery {
    let storage: any PackStorage
    let storeID: StoreID
    let report: @Sendable (Event) -> Void

    /// The pack as the index should know it, or nil when it holds nothing, or nothing that can be read.
    func recover(_ name: PackName) throws(LockerError) -> ChunkIndex.Batch? {
        try translatingSystemErrors(remedy: "its records are out of reach until the next start") {
            () throws(SystemError) in
            let file = try storage.open(name, writable: false)
            let size = try file.size()
            switch try PackContents.read(file, name: name, size: size, storeID: storeID) {
            case .sealed(let entries): return batch(name, entries, size: size, isSealed: true)
            case .unsealed(let salt): return try seal(name, salt: salt, size: size)
            case .unreadable(let reason):
                if try isBlank(file, size: size) {
                    try storage.remove(name)
                } else {
                    report(.damagedPack(name, reason: reason))
                }
                return nil
            }
        }
    }

    /// Keeps every whole record, cuts off what follows the last one, and seals the pack.
    private func seal(_ name: PackName, salt: UInt64, size: Int) throws(SystemError) -> ChunkIndex.Batch? {
        let file = try storage.open(name, writable: true)
        let found = PackScanner(file: file, salt: salt, size: size).scan()
        if found.entries.isEmpty, try isBlank(file, size: size) {
            try storage.remove(name)
            return nil
        }
        let seal = PackSeal(name: name, salt: salt, entries: found.entries, end: found.end)
        do throws(SystemError) {
            try seal.apply(to: file)
            report(.recovered(pack: name, records: found.entries.count, lostBytes: found.lostBytes))
            return batch(name, found.entries, size: seal.size, isSealed: true)
        } catch let error where error.number == ENOSPC || error.number == EDQUOT {
            // A full disk must not keep the records from being read: the pack stays as it is until the next start.
            try file.synchronize()
            return batch(name, found.entries, size: size, isSealed: false)
        }
    }

    private func batch(_ name: PackName, _ entries: [PackFooter.Entry], size: Int, isSealed: Bool) -> ChunkIndex.Batch {
        var tallies = KindTallies()
        for entry in entries { tallies.add(entry) }
        return ChunkIndex.Batch(
            row: PackRow(name: name, isSealed: isSealed, size: size, tallies: tallies), entries: entries[...])
    }

    /// Whether nothing was ever written behind the header: only then is a pack without records removed.
    private func isBlank(_ file: any PackFile, size: Int) throws(SystemError) -> Bool {
        var window = [UInt8](repeating: 0, count: 1 << 20)
        var offset = PackFormat.headerLength
        while offset < size {
            let start = offset
            let (count, hasBytes) = try window.withMutableRawBytes { (raw) throws(SystemError) in
                let count = try file.read(into: raw, at: start)
                return (count, raw[..<count].contains { $0 != 0 })
            }
            if hasBytes { return false }
            if count == 0 { return true }
            offset += count
        }
        return true
    }
}
