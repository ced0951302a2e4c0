import LockerBase
import PackEngine

/// A whole pack, behind a byte that says which of its checksums are made right before it is read: one that is not keeps
/// everything behind it from being looked at.
enum PackTarget {
    static func check(_ input: [UInt8]) throws(FuzzFailure) {
        guard let choice = input.first, let storeID = StoreID([UInt8](repeating: 1, count: StoreID.byteCount)) else {
            return
        }
        let name = PackName(choice & 1 == 0 ? .data : .metadata, 1)
        let bytes = PackForgery(name: name, storeID: storeID, choice: choice).forge(Array(input.dropFirst()))
        let storage = MemoryStorage(name, bytes)
        let pack = PackInspection(storage: storage, storeID: storeID)
        guard let entries = try? pack.recover(name) else { return }
        try check(entries, of: name, in: pack, size: storage.size)
        try expect((try? pack.recover(name)) == entries, "a second recovery finds other records")
    }

    private static func check(
        _ entries: [PackEntry], of name: PackName, in pack: PackInspection, size: Int
    ) throws(FuzzFailure) {
        var end = PackFormat.headerLength
        for (ordinal, entry) in entries.enumerated() {
            try expect(entry.offset >= end, "records overlap")
            end = entry.offset + PackFormat.headerLength + entry.storedLength
            try expect(end <= size, "a record reaches beyond its pack")
            guard let bytes = try? pack.bytes(of: entry, ordinal, in: name) else { continue }
            try expect(
                SHA256.digest(of: bytes) == entry.digest && bytes.count == entry.rawLength,
                "a record is not what its digest says")
        }
    }
}
