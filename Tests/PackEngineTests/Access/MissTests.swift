import Glibc
import LockerBase
import LockerTestSupport
import POSIXSupport
import PackEngine
import Testing

/// What a pack has, and the index or the quarantine hides.
struct MissTests {
    private static let first = PackName(.data, 1)

    @Test func whoWaitsForTheCheckOfAnotherLooksAgain() throws {
        let records = TestRecord.some(300, seed: 160)
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            try withStore(directory + "/s", storage: disk) { try $0.store(records) }
            try withStore(directory + "/s", storage: disk) { store in
                let inside = try records.filter { try store.locator.locate(.chunk, $0.digest)?.pack == 1 }
                try #require(inside.count >= 8)
                let pack = disk.disk.withLock { $0.files.removeValue(forKey: MissTests.first) }
                try store.completeIndex { _, _ in }
                disk.disk.withLock { $0.files[MissTests.first] = pack }
                // One of them checks the packs, and cannot go on; as a rule the others wait for that one by then.
                disk.holdReads(after: 0)
                let release = try Thread("release") {
                    usleep(50_000)
                    disk.holdReads(after: nil)
                }
                try inParallel(8) { number in _ = try store.reader.readAll(.chunk, inside[number].digest) }
                release.join()
                #expect(store.missing(records) == [])
            }
        }
    }

    /// A pack that is back is verified: what was set aside with it is in the index again, and not only in the pack.
    @Test func whatIsReinstatedIsInTheIndex() throws {
        let records = TestRecord.some(20, seed: 161)
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { try $0.store(records) }
            let path = try #require(try StoreFiles(directory + "/s").packs("data").first)
            try withStore(directory + "/s") { store in
                rename(path, directory + "/aside")
                _ = try store.verification.packsToVerify()
                try store.completeIndex { _, _ in }
                #expect(store.statistics().quarantined == records.count + 1)
                rename(directory + "/aside", path)
                let found = try store.verification.verify(MissTests.first, .records, using: ReadContext()) { _ in }
                #expect(found?.damaged == 0 && store.health.findings == [])
                for record in records { #expect(try store.locator.locate(.chunk, record.digest)?.pack == 1) }
            }
        }
    }

    /// The copy that healed a record is gone, and the pack where it was damaged is put back from a backup.
    @Test func aHealedFindingHidesNothing() throws {
        let records = TestRecord.some(20, seed: 162)
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { try $0.store(records) }
            let path = try #require(try StoreFiles(directory + "/s").packs("data").first)
            let whole = try contents(of: path)
            try withStore(directory + "/s") { store in
                let place = try #require(try store.locator.locate(.chunk, records[4].digest))
                try rewrite(path) { $0[place.offset + 64] ^= 1 }
                #expect(failure { try store.reader.readAll(.chunk, records[4].digest) }?.code == .dataLoss)
                try store.store([records[4]])
            }
            let copy = try #require(try StoreFiles(directory + "/s").packs("data").last)
            try #require(copy != path)
            try withStore(directory + "/s") { store in
                #expect(store.health.findings.first?.healed != nil)
                rename(copy, directory + "/aside")
                try rewrite(path) { $0 = whole }
                try store.completeIndex { _, _ in }
                #expect(try store.reader.locateNamed(.chunk, records[4].digest)?.pack == 1)
                #expect(store.missing(records) == [] && store.health.findings == [])
            }
        }
    }
}
