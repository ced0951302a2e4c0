import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import POSIXSupport
import Testing

/// What people ask to keep is kept, whatever the operator's rules keep.
@Suite struct RetentionsTests {
    /// Forgets, as the operator, all but the newest revisions.
    private func expire(_ test: TestLocker, isDryRun: Bool = false) throws -> ExpiryReport {
        try test.locker.expiry.expire(try Retention(keepLast: 1, keepWithin: nil), isDryRun: isDryRun)
    }

    private func putRevisions(_ count: UInt8, _ test: TestLocker, _ callers: [Caller]) throws {
        for number in 1...count {
            for caller in callers { try test.put(["\(number)": [number]], for: caller) }
        }
    }

    private func numbers(_ test: TestLocker, _ caller: Caller) throws -> [Int64] {
        try test.locker.listings.revisions(of: "main", of: caller, before: nil, limit: 0).elements.map(\.number)
    }

    @Test func whatSomebodyAsksForIsKeptOfTheirLibraryAlone() throws {
        try TestLocker.with { test in
            let (alice, bob) = (try test.caller("alice"), try test.caller("bob"))
            try putRevisions(5, test, [alice, bob])
            try test.locker.retentions.set(OwnRetention(keepLast: 3), of: "main", of: alice)
            #expect(test.locker.retentions.areHonoured)
            try #expect(test.locker.retentions.retention(of: "main", of: alice) == OwnRetention(keepLast: 3))
            try #expect(test.locker.retentions.retention(of: "main", of: bob).isEmpty)
            let told = try expire(test, isDryRun: true)
            #expect(told.expired == 6 && told.kept == 4 && told.keptByOwn == 2)
            let done = try expire(test)
            #expect(done.expired == 6 && done.kept == 4 && done.keptByOwn == 2 && done.spansRefused == nil)
            try #expect(numbers(test, alice) == [5, 4, 3])
            try #expect(numbers(test, bob) == [5])
            try test.locker.retentions.set(OwnRetention(), of: "main", of: alice)
            let rest = try expire(test)
            #expect(rest.expired == 2 && rest.kept == 2 && rest.keptByOwn == 0)
        }
    }

    /// The revisions were made one behind the other, and most of them in one hour.
    @Test func periodsAreKeptBesideANumber() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            try putRevisions(4, test, [alice])
            try test.locker.retentions.set(OwnRetention(keepLast: 2, keepYearly: 100), of: "main", of: alice)
            let report = try expire(test)
            #expect(report.keptByOwn == report.kept - 1 && report.keptByOwn >= 1)
            try #expect(numbers(test, alice).starts(with: [4, 3]))
        }
    }

    @Test func whatCannotBeAskedForIsRefused() throws {
        try TestLocker.with { test in
            let (alice, bob) = (try test.caller("alice"), try test.caller("bob"))
            try putRevisions(1, test, [alice])
            let set = { (retention: OwnRetention, library: String, caller: Caller) in
                try test.locker.retentions.set(retention, of: library, of: caller)
            }
            #expect { try set(OwnRetention(keepLast: 0), "main", alice) } throws: { has(.invalidArgument)($0) }
            #expect { try set(OwnRetention(keepLast: 1), "none", alice) } throws: { has(.notFound)($0) }
            #expect { try set(OwnRetention(keepLast: 1), "main", bob) } throws: { has(.notFound)($0) }
            #expect {
                try test.locker.retentions.retention(of: "main", of: bob)
            } throws: { has(.notFound)($0) }
        }
    }

    @Test func theOperatorMayDecideAlone() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            try putRevisions(4, test, [alice])
            let wish = OwnRetention(keepLast: 3)
            try test.locker.retentions.set(wish, of: "main", of: alice)
            var configuration = Configuration()
            configuration.honoursOwnRetention = false
            try test.locker.change(to: configuration)
            #expect(!test.locker.retentions.areHonoured)
            #expect {
                try test.locker.retentions.set(OwnRetention(), of: "main", of: alice)
            } throws: { has(.permissionDenied)($0) }
            let told = try expire(test, isDryRun: true)
            #expect(told.expired == 3 && told.keptByOwn == 0)
            try test.locker.change(to: Configuration())
            try #expect(test.locker.retentions.retention(of: "main", of: alice) == wish)
            try #expect(expire(test).expired == 1)
        }
    }

    /// Those of which nobody asks for a span are none the worse.
    @Test func byAClockThatIsNotBelievedASpanKeepsAll() throws {
        let days = Monitor(Int64(0))
        var configuration = Configuration(retention: try Retention(keepLast: 1, keepWithin: nil))
        configuration.clock = {
            var reading = ClockReading.now()
            reading.time += days.withLock { $0 } * 86_400 * 1_000_000_000
            return reading
        }
        try TestLocker.with(configuration) { test in
            let (alice, bob) = (try test.caller("alice"), try test.caller("bob"))
            try putRevisions(3, test, [alice, bob])
            try test.locker.retentions.set(OwnRetention(keepWithin: 30 * 86_400), of: "main", of: alice)
            days.withLock { $0 = 3650 }
            let report = try test.compact()
            #expect(report.revisionsExpired == 2 && report.retentionRefused?.contains("the clock says") == true)
            let told = try expire(test, isDryRun: true)
            #expect(told.expired == 0 && told.keptByOwn == 2 && told.spansRefused != nil)
            days.withLock { $0 = 0 }
            let again = try test.compact()
            #expect(again.revisionsExpired == 0 && again.retentionRefused == nil)
            // The operator confirms the clock by a span of their own.
            days.withLock { $0 = 40 }
            let rule = try Retention(keepLast: nil, keepWithin: 86_400)
            let done = try test.locker.expiry.expire(rule)
            #expect(done.expired == 2 && done.keptByOwn == 0 && done.spansRefused == nil)
            try #expect(numbers(test, alice) == [3])
        }
    }

    @Test func itIsToldAgainFromThePacksAndWhatWasReplacedIsGivenBack() throws {
        let wish = OwnRetention(keepLast: 4, keepYearly: 2)
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                for library in ["main", "other", "third"] { try test.put(["a": [1]], for: alice, library: library) }
                for count in Int64(1)...4 {
                    let other = OwnRetention(keepLast: count, keepYearly: 2)
                    try test.locker.retentions.set(other, of: "main", of: alice)
                }
                let records = try test.locker.census.statistics().packs.kinds[.commit].records
                try test.locker.retentions.set(wish, of: "main", of: alice)
                #expect(try test.locker.census.statistics().packs.kinds[.commit].records == records)
                try test.locker.retentions.set(OwnRetention(keepWithin: 60), of: "other", of: alice)
                try test.locker.retentions.set(OwnRetention(), of: "other", of: alice)
                try test.locker.retentions.set(OwnRetention(keepDaily: 9), of: "third", of: alice)
                try test.locker.libraries.rename(named: "main", to: "renamed", of: alice)
                _ = try test.locker.libraries.delete(named: "third", of: alice, isDryRun: false)
            }
            try expectTheSameOfThePacks(in: directory)
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                try #expect(test.locker.retentions.retention(of: "renamed", of: alice) == wish)
                try #expect(test.locker.retentions.retention(of: "other", of: alice).isEmpty)
                let before = try test.locker.census.statistics().packs.kinds[.commit].records
                try test.compact()
                // Three of the first library, one of the second, and two of the one that is gone.
                #expect(try test.locker.census.statistics().packs.kinds[.commit].records == before - 6)
            }
            try expectTheSameOfThePacks(in: directory)
        }
    }
}
