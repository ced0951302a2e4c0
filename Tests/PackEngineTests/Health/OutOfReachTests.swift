import Glibc
import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// A pack that cannot be opened, as one of another user: it may be whole, and hold what is needed.
struct OutOfReachTests {
    private static let first = PackName(.data, 1)
    private static let denied =
        "data-0000000001.pack: it cannot be opened or read: Permission denied; give it to the user "

    /// A store of `records` in sealed packs of which the first cannot be opened. Hands over those that are in it, too.
    private func withDenied(
        _ number: Int32 = EACCES, _ body: (PackStore, SimulatedStorage, [TestRecord], [TestRecord]) throws -> Void
    ) throws {
        let records = TestRecord.some(300, seed: 130)
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            try withStore(directory + "/s", storage: disk) { try $0.store(records) }
            disk.failReading(nil, of: OutOfReachTests.first, with: number)
            try withStore(directory + "/s", storage: disk) { store in
                let inside = try records.filter { try store.locator.locate(.chunk, $0.digest)?.pack == 1 }
                let outside = try records.filter { try store.locator.locate(.chunk, $0.digest)?.pack != 1 }
                #expect(!inside.isEmpty && !outside.isEmpty)
                try body(store, disk, inside, outside)
            }
        }
    }

    @Test func aVerificationNamesItAndGoesOn() throws {
        for number in [EACCES, EPERM, EIO, ELOOP] {
            try withDenied(number) { store, disk, inside, outside in
                var (damaged, records) = (0, 0)
                for pack in try store.verification.packsToVerify() {
                    let found = try store.verification.verify(pack.name, .records, using: ReadContext()) { _ in }
                    damaged += found?.damaged ?? 0
                    records += found?.records ?? 0
                }
                #expect(damaged == 1 && records == outside.count)
                #expect(store.health.findings.map(\.pack) == [OutOfReachTests.first])
                #expect(store.health.findings.first?.reason.contains("it cannot be opened or read") == true)
                #expect(
                    try store.verification.packsToVerify().filter { $0.verified == nil }.map(\.name) == [
                        OutOfReachTests.first
                    ])
                disk.repair()
                let again = try store.verification.verify(OutOfReachTests.first, .records, using: ReadContext()) { _ in
                }
                #expect(again?.damaged == 0 && store.health.findings == [])
                #expect(store.missing(inside) == [])
            }
        }
    }

    @Test func whatIsOfTheMomentIsNoFinding() throws {
        try withDenied(EMFILE) { store, _, _, _ in
            let error = failure {
                try store.verification.verify(OutOfReachTests.first, .records, using: ReadContext()) { _ in }
            }
            #expect(error?.code == .unavailable && store.health.findings == [])
        }
    }

    @Test func readersAreToldWhy() throws {
        try withDenied { store, _, inside, _ in
            let error = failure { try store.reader.readAll(.chunk, inside[0].digest) }
            #expect(error?.code == .unavailable && error?.message.hasPrefix(OutOfReachTests.denied) == true)
            #expect(store.health.findings == [])
        }
    }

    @Test func aCompactionLeavesItAndGoesOn() throws {
        try withDenied { store, disk, inside, outside in
            let kept = Array(outside.prefix(10))
            var needed = RecordSet()
            for record in kept { needed.insert(try #require(try store.locator.locate(.chunk, record.digest))) }
            let plan = try store.compaction.plan(try store.compaction.begin(), keeping: needed, maximumUnused: 0)
            #expect(plan.outOfReach.map(\.name) == [OutOfReachTests.first])
            #expect(!plan.dead.contains(OutOfReachTests.first) && !plan.rewritten.contains(OutOfReachTests.first))
            for name in plan.dead + plan.rewritten { _ = try store.compaction.empty(name, keeping: needed) { _ in } }
            #expect(throws: LockerError.self) {
                try store.compaction.empty(OutOfReachTests.first, keeping: needed) { _ in }
            }
            store.compaction.end()
            #expect(store.missing(kept) == [] && store.missing(outside).count == outside.count - kept.count)
            disk.repair()
            #expect(store.missing(inside) == [])
        }
    }

    @Test func whatIsNeededIsMarkedAllTheSame() throws {
        try withDenied { store, _, inside, outside in
            var (digests, needed) = (try DigestFilter(capacity: 300), RecordSet())
            for record in inside + outside { try digests.insert(record.digest) }
            try store.compaction.mark(digests, in: &needed) {}
            for record in inside + outside {
                let place = try #require(try store.locator.locate(.chunk, record.digest))
                #expect(needed.contains(pack: place.pack, ordinal: place.ordinal))
            }
        }
    }

    /// Without an index, only the pack itself could tell.
    @Test func theIndexIsMadeOfTheOthers() throws {
        let records = TestRecord.some(300, seed: 131)
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            try withStore(directory + "/s", storage: disk) { try $0.store(records) }
            disk.failReading(nil, of: OutOfReachTests.first, with: EACCES)
            try StoreFiles(directory + "/s").deleteIndex()
            let events = EventLog()
            try withStore(directory + "/s", storage: disk, events: events) { store in
                try store.waitForIndex()
                let missing = store.missing(records).count
                #expect(missing > 0 && missing < records.count)
                #expect(events.contains(OutOfReachTests.denied) && !events.contains("trying again"))
                #expect(try store.health.packsOutOfReach(.data).map(\.name) == [OutOfReachTests.first])
                try store.completeIndex { _, _ in }
                #expect(store.missing(records).count == missing)
                disk.repair()
                _ = try store.verification.verify(OutOfReachTests.first, .records, using: ReadContext()) { _ in }
                #expect(store.missing(records) == [])
            }
        }
    }

    /// Of two copies the one that can be seen stays, though the index names the other.
    @Test func theCopyThatCanBeSeenStays() throws {
        let records = TestRecord.some(200, seed: 132)
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            try withStore(directory + "/s", storage: disk) { try $0.store(records) }
            let copies = SimulatedStorage()
            try withStore(directory + "/t", storage: copies) { store in
                try store.store(records)
                let named = try #require(try store.locator.locate(.chunk, records[0].digest))
                // The same records once more, in later packs, which the index names from then on.
                copies.failReading(64..<1 << 20, of: PackName(.data, named.pack), with: EIO)
                #expect(throws: LockerError.self) { try store.reader.readAll(.chunk, records[0].digest) }
                try store.store([records[0]])
                copies.repair()
            }
            try withStore(directory + "/t", storage: copies) { store in
                let place = try #require(try store.locator.locate(.chunk, records[0].digest))
                copies.failReading(nil, of: PackName(.data, place.pack), with: EACCES)
                var (digests, needed) = (try DigestFilter(capacity: 1), RecordSet())
                try digests.insert(records[0].digest)
                let candidates = try store.compaction.begin()
                try store.compaction.mark(digests, in: &needed) {}
                let plan = try store.compaction.plan(candidates, keeping: needed, maximumUnused: 0)
                for name in plan.dead + plan.rewritten {
                    _ = try store.compaction.empty(name, keeping: needed) { _ in }
                }
                store.compaction.end()
                #expect(store.missing([records[0]]) == [])
            }
        }
    }
}
