import Glibc
import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// One wrong byte in a pack, wherever it is: nothing ends, and of the records those come back that it does not lie in.
struct PackDamageTests {
    private let records = TestRecord.some(4, seed: 150, upTo: 60)

    /// What is wrong with a store whose only data pack is `bytes`.
    private func faults(_ path: String, _ pack: String, _ bytes: [UInt8], lost: Set<Digest>, hasIndex: IndexFiles?)
        throws -> [String]
    {
        chmod(pack, 0o600)
        _ = try makeFile(pack, bytes)
        unlink(path + "/quarantine")
        if let hasIndex { try hasIndex.write(to: path + "/index") } else { try StoreFiles(path).deleteIndex() }
        return try withStore(path) { store in
            let missing = store.missing(records).filter { !lost.contains($0) }.map { "\($0) is lost" }
            for pack in try store.verification.packsToVerify() {
                _ = try store.verification.verify(pack.name, .records, using: ReadContext()) { _ in }
            }
            return missing + store.missing(records).filter { !lost.contains($0) }.map { "\($0) is lost when verified" }
        }
    }

    @Test(arguments: [0x01, 0x80, 0xFF] as [UInt8], [false, true]) func everyByteMayBeWrong(mask: UInt8, hasIndex: Bool)
        throws
    {
        try withTemporaryDirectory(inMemory: true) { directory in
            let path = directory + "/s"
            try withStore(path) { try $0.store(records) }
            let files = try StoreFiles(path).indexFiles()
            let pack = try #require(try StoreFiles(path).packs("data").first)
            let whole = try contents(of: pack)
            // The records follow the header one behind the other, in the order in which they were stored.
            let places = WrittenRecord.all(
                in: Array(whole.dropFirst(PackFormat.headerLength)), at: PackFormat.headerLength)
            #expect(Set(places.prefix(records.count).map(\.digest)) == Set(records.map(\.digest)))
            for offset in whole.indices {
                var bytes = whole
                bytes[offset] ^= mask
                let lost = Set(places.filter { $0.range.contains(offset) }.map(\.digest))
                let wrong = try faults(path, pack, bytes, lost: lost, hasIndex: hasIndex ? files : nil)
                if !wrong.isEmpty { Issue.record("byte \(offset) ^ \(mask): \(wrong)") }
            }
        }
    }

    /// Whole checksums around numbers that no pack has.
    @Test(
        arguments: [
            (UInt32.max, UInt32.max), (0, UInt32.max), (UInt32.max, 64), (1, 64), (65_536, 4096), (1 << 31, 1 << 31),
        ] as [(UInt32, UInt32)])
    func trailersMaySayAnything(records count: UInt32, offset: UInt32) throws {
        try withTemporaryDirectory(inMemory: true) { directory in
            let path = directory + "/s"
            try withStore(path) { try $0.store(records) }
            let pack = try #require(try StoreFiles(path).packs("data").first)
            let trailer = try #require(
                try contents(of: pack).suffix(PackFormat.headerLength).withUnsafeBytes { PackTrailer.decode($0) })
            let wrong = PackTrailer(
                name: trailer.name, recordCount: Int(count), footerOffset: Int(offset), rawBytes: .max,
                storedBytes: .max,
                salt: trailer.salt)
            try rewrite(pack) { $0.replaceSubrange(($0.count - PackFormat.headerLength)..., with: wrong.encoded()) }
            try StoreFiles(path).deleteIndex()
            try withStore(path) { store in
                #expect(store.missing(records) == [])
                for pack in try store.verification.packsToVerify() {
                    _ = try store.verification.verify(pack.name, .records, using: ReadContext()) { _ in }
                }
                #expect(store.missing(records) == [])
            }
        }
    }

    /// A file whose number leaves none for the next pack.
    @Test func packWithTheLastNumberIsAnError() throws {
        try withTemporaryDirectory(inMemory: true) { directory in
            let path = directory + "/s"
            try withStore(path) { try $0.store(records) }
            try makeFile(path + "/packs/data-4294967295.pack", [1])
            #expect(failure { try withStore(path) { _ in } }?.code == .failedPrecondition)
            unlink(path + "/packs/data-4294967295.pack")
            try withStore(path) { #expect($0.missing(records) == []) }
        }
    }
}
