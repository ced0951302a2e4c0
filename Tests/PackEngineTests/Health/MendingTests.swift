import Glibc
import LockerBase
import LockerTestSupport
import POSIXSupport
import PackEngine
import Testing

/// A sealed pack is never written to: one that is mended is another, in the place of the first.
struct MendingTests {
    private static let first = PackName(.data, 1)
    private let records = TestRecord.some(20, seed: 180)

    private func verify(_ store: PackStore) throws -> PackVerification? {
        try store.verification.verify(MendingTests.first, .records, using: ReadContext()) { _ in }
    }

    private func options(_ version: PackVersion) -> StoreOptions {
        var options = StoreOptions.small
        options.packVersion = version
        return options
    }

    /// The version that the first pack states.
    private func stated(_ disk: SimulatedStorage) throws -> [UInt8] {
        try disk.open(MendingTests.first).bytes(at: 8, count: 1)
    }

    /// The new one is of the version that the old one is of.
    @Test(arguments: [false, true], PackVersion.allCases)
    func theOldFileStaysAsItWas(isHeader: Bool, version: PackVersion) throws {
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s", options(version)) { try $0.store(records) }
            let path = try #require(try StoreFiles(directory + "/s").packs("data").first)
            let whole = try contents(of: path)
            try rewrite(path) { $0[isHeader ? 20 : $0.count - 100] ^= 1 }
            let damaged = try contents(of: path)
            let descriptor = try Descriptor.open(path, O_RDWR)
            try withStore(directory + "/s") { store in
                #expect(store.missing(records) == [])
                let found = try verify(store)
                #expect(found?.damaged == 0 && found?.mended == 1)
                var old = [UInt8](repeating: 0, count: damaged.count)
                _ = try old.withUnsafeMutableBytes { try descriptor.readFully(into: $0, at: 0) }
                #expect(old == damaged)
                // Who has opened the pack before reads the new one, too.
                #expect(ftruncate(descriptor.number, 0) == 0)
                #expect(store.missing(records) == [])
                let again = try verify(store)
                #expect(again?.damaged == 0 && again?.mended == 0)
            }
            let mended = try contents(of: path)
            #expect(mended.dropFirst(PackFormat.headerLength) == whole.dropFirst(PackFormat.headerLength))
            #expect(mended[8] == version.rawValue)
            #expect(try descriptor.status().st_nlink == 0)
            #expect(try Descriptor.open(path, O_RDONLY).status().st_mode & 0o777 == 0o400)
            #expect(access(path + ".part", F_OK) != 0)
        }
    }

    /// A recovery beside readers, as of an index that is made anew in use.
    @Test func whoReadsReadsWhatARecoveryHasPut() throws {
        try withTemporaryDirectory { directory in
            let storeID = try withStore(directory + "/s") { store in
                try store.store(records)
                return store.storeID
            }
            let path = try #require(try StoreFiles(directory + "/s").packs("data").first)
            let packs = PackInspection(
                storage: try DirectoryStorage(path: directory + "/s/packs"), storeID: storeID)
            let entries = try packs.recover(MendingTests.first)
            let first = try packs.bytes(of: entries[0], 0, in: MendingTests.first)
            chmod(path, 0o600)
            let old = try Descriptor.open(path, O_RDWR)
            try rewrite(path) { $0[$0.count - 100] ^= 1 }
            chmod(path, 0o400)
            #expect(try packs.recover(MendingTests.first).count == entries.count)
            #expect(try old.status().st_nlink == 0 && ftruncate(old.number, 0) == 0)
            #expect(try packs.bytes(of: entries[0], 0, in: MendingTests.first) == first)
        }
    }

    /// Runs `body` with a store of `records` in one sealed pack whose footer is damaged.
    private func withDamagedFooter(
        _ version: PackVersion = .newest, _ body: (String, SimulatedStorage) throws -> Void
    ) throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            try withStore(directory + "/s", options(version), storage: disk) { try $0.store(records) }
            let size = try #require(try disk.list()[MendingTests.first])
            disk.disk.withLock { $0.rot(MendingTests.first, size - 100, mask: 1) }
            try body(directory + "/s", disk)
        }
    }

    @Test func withoutRoomItStaysDamagedAndReadable() throws {
        try withDamagedFooter { path, disk in
            try withStore(path, storage: disk) { store in
                disk.fail(.put, with: ENOSPC, lasts: true)
                let found = try verify(store)
                #expect(found?.damaged == 1 && found?.mended == 0 && store.missing(records) == [])
                #expect(store.health.findings.first?.reason.contains("cannot be written anew") == true)
                disk.repair()
                let again = try verify(store)
                #expect(again?.damaged == 0 && again?.mended == 1 && store.missing(records) == [])
            }
        }
    }

    /// The next start, which has no index either, puts it anew.
    @Test(arguments: DiskFault.all(for: .put)) func nothingIsLostWhateverMeetsThePut(fault: DiskFault) throws {
        try withDamagedFooter { path, disk in
            try StoreFiles(path).copyIdentity(to: path + "-next")
            disk.disk.withLock { $0.plan = { $0.operation == .put ? fault : nil } }
            let next = try withStore(path, storage: disk) { store in
                _ = try? verify(store)
                return fault == .kill ? disk.nextProcess() : disk.afterCrash(seed: 5)
            }
            #expect(disk.disk.withLock { $0.met.count } == 1)
            next.repair()
            try withStore(path + "-next", storage: next) { store in
                try store.waitForIndex()
                #expect(store.missing(records) == [])
                let found = try verify(store)
                #expect(found?.damaged == 0 && found?.mended == 0)
            }
            try withStore(path + "-next", storage: next) { #expect(!$0.isRebuilding && $0.missing(records) == []) }
        }
    }

    /// What was sealed had all of its records: one that cannot be found is no torn end.
    @Test func aStartTellsOfALastRecordThatIsGone() throws {
        try withDamagedFooter { path, disk in
            try StoreFiles(path).deleteIndex()
            let size = try #require(try disk.list()[MendingTests.first])
            // The header of the footer, an entry for each record, the trailer.
            let behind = 64 + 48 * records.count + 64
            disk.disk.withLock { $0.rot(MendingTests.first, size - behind - 16, mask: 1) }
            let events = EventLog()
            try withStore(path, storage: disk, events: events) { store in
                try store.waitForIndex()
                #expect(store.missing(records).count == 1)
            }
            #expect(events.contains("of what it was sealed with are no records"))
        }
    }

    /// A start that has no index to go by.
    @Test(arguments: PackVersion.allCases) func aStartPutsItAnewWhenThereIsRoom(version: PackVersion) throws {
        try withDamagedFooter(version) { path, disk in
            try StoreFiles(path).deleteIndex()
            disk.fail(.put, with: ENOSPC, lasts: true)
            let events = EventLog()
            try withStore(path, storage: disk, events: events) { store in
                try store.waitForIndex()
                #expect(store.missing(records) == [])
            }
            #expect(events.contains("No space left on device"))
            disk.repair()
            let before = disk.disk.withLock { $0.counts[.put, default: 0] }
            try withStore(path, storage: disk) { store in
                try store.waitForIndex()
                #expect(store.missing(records) == [])
                let found = try verify(store)
                #expect(found?.damaged == 0 && found?.mended == 0)
            }
            #expect(disk.disk.withLock { $0.counts[.put, default: 0] } == before + 1)
            #expect(try stated(disk) == [version.rawValue])
            try withStore(path, storage: disk) { #expect(!$0.isRebuilding && $0.missing(records) == []) }
        }
    }
}
