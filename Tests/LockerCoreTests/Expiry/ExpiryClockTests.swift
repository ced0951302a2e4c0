import LockerBase
import LockerCore
import LockerTestSupport
import POSIXSupport
import Testing

/// Revisions are not thrown away by a clock that is wrong.
@Suite struct ExpiryClockTests {
    private static let day: Int64 = 86_400 * 1_000_000_000

    /// Clocks that a test sets.
    private final class Clocks: Sendable {
        let reading = Monitor(ClockReading.now())

        func set(_ change: (inout ClockReading) -> Void) { reading.withLock { change(&$0) } }

        /// Lets the machine run for so many days, and the clock that people set go on by `time`.
        func pass(days: Int64, time: Int64? = nil) {
            set { reading in
                reading.uptime = (reading.uptime ?? 0) + days * ExpiryClockTests.day
                reading.time += (time ?? days) * ExpiryClockTests.day
            }
        }
    }

    private func configuration(_ clocks: Clocks) throws -> Configuration {
        var configuration = Configuration(retention: try Retention(keepLast: nil, keepWithin: 7 * 86_400))
        configuration.clock = { clocks.reading.withLock { $0 } }
        return configuration
    }

    /// A locker with five revisions of today, whose compactions keep a week.
    private func withRevisions(_ body: (TestLocker, Clocks) throws -> Void) throws {
        let clocks = Clocks()
        clocks.set { ($0.uptime, $0.boot) = (ExpiryClockTests.day, "one") }
        try TestLocker.with(try configuration(clocks)) { test in
            for number in 1...5 { try test.put(["\(number)": [UInt8(number)]], for: try test.caller("alice")) }
            clocks.set { $0.time = ClockReading.now().time }
            try body(test, clocks)
        }
    }

    private func first(_ test: TestLocker) throws -> Int {
        let alice = try test.caller("alice")
        return try #require((1...6).first { (try? test.paths(of: alice, revision: Int64($0))) != nil })
    }

    private let week = try? Retention(keepLast: nil, keepWithin: 7 * 86_400)

    @Test func aClockThatGoesOnIsBelieved() throws {
        try withRevisions { test, clocks in
            #expect(try test.compact().retentionRefused == nil)
            clocks.pass(days: 400)
            let report = try test.compact()
            #expect(report.revisionsExpired == 4 && report.retentionRefused == nil)
        }
    }

    /// What the clock said is written by each of them.
    @Test func severalExpireAtOnce() throws {
        try withTemporaryDirectory { directory in
            let lines = LogLines()
            let locker = try Locker(
                directory: directory + "/store", configuration: Configuration(), logger: lines.logger(.warning))
            defer { locker.close() }
            let week = try #require(week)
            let threads = try (0..<4).map { number in
                try Thread("expire-\(number)") {
                    for _ in 0..<50 { _ = try? locker.expiry.expire(week, account: nil, library: nil, isDryRun: false) }
                }
            }
            for thread in threads { thread.join() }
            #expect(lines.all == [])
        }
    }

    @Test func aClockThatJumpedExpiresNothing() throws {
        try withRevisions { test, clocks in
            #expect(try test.compact().retentionRefused == nil)
            clocks.pass(days: 1, time: 3650)
            for days in [3650, 3651] {
                let report = try test.compact()
                #expect(report.revisionsExpired == 0)
                // What was refused is no last time.
                #expect(report.retentionRefused?.contains("\(days) days after the last time") == true)
                #expect(report.retentionRefused?.contains("expire once by hand") == true)
                clocks.pass(days: 1)
            }
            #expect(try first(test) == 1)
            // Absurd against the newest revision: the operator too has to set it.
            let week = try #require(week)
            #expect { try test.locker.expiry.expire(week) } throws: { has(.failedPrecondition)($0) }
            #expect { try test.locker.expiry.expire(week, isDryRun: true) } throws: { has(.failedPrecondition)($0) }
            #expect(try first(test) == 1)
            clocks.set { $0.time -= 3649 * ExpiryClockTests.day }
            #expect(try test.compact().retentionRefused == nil)
            #expect(try first(test) == 1)
        }
    }

    @Test func theFirstTimeNeedsRevisionsThatAreNotOld() throws {
        try withRevisions { test, clocks in
            clocks.pass(days: 1, time: 3650)
            let report = try test.compact()
            #expect(report.retentionRefused?.contains("after the newest revision") == true)
            #expect(try first(test) == 1)
        }
    }

    @Test func anOperatorConfirmsTheClock() throws {
        try withRevisions { test, clocks in
            #expect(try test.compact().retentionRefused == nil)
            clocks.pass(days: 1, time: 200)
            #expect(try test.compact().retentionRefused != nil)
            let week = try #require(week)
            #expect(try test.locker.expiry.expire(week, isDryRun: true).expired == 4)
            #expect(try test.compact().retentionRefused != nil)
            #expect(try test.locker.expiry.expire(week).expired == 4)
            #expect(try test.compact().retentionRefused == nil)
        }
    }

    /// A rule that goes by no clock needs none.
    @Test func aNumberOfRevisionsIsKeptByAnyClock() throws {
        let clocks = Clocks()
        clocks.set { $0.time += 3650 * ExpiryClockTests.day }
        var configuration = Configuration(retention: try Retention(keepLast: 2, keepWithin: nil))
        configuration.clock = { clocks.reading.withLock { $0 } }
        try TestLocker.with(configuration) { test in
            for number in 1...5 { try test.put(["\(number)": [UInt8(number)]], for: try test.caller("alice")) }
            #expect(try test.compact().revisionsExpired == 3)
        }
    }

    /// Suspended, a machine counts on; off, it does not, and a month is believed.
    @Test func aMachineThatWasOffIsBelievedForAMonth() throws {
        for (days, isBelieved) in [(30, true), (60, false)] as [(Int64, Bool)] {
            try withRevisions { test, clocks in
                #expect(try test.compact().retentionRefused == nil)
                clocks.set { reading in
                    (reading.uptime, reading.boot) = (60_000_000_000, "two")
                    reading.time += days * ExpiryClockTests.day
                }
                let report = try test.compact()
                #expect((report.retentionRefused == nil) == isBelieved)
                #expect(report.revisionsExpired == (isBelieved ? 4 : 0))
            }
        }
    }

    /// Of a machine that begins in 1970 until somebody tells it the time.
    @Test func aClockThatWasSetBackAndIsPutRightIsBelieved() throws {
        try withRevisions { test, clocks in
            #expect(try test.compact().retentionRefused == nil)
            let now = clocks.reading.withLock { $0 }.time
            clocks.set { $0.time = 0 }
            let report = try test.compact()
            #expect(report.retentionRefused == nil && report.revisionsExpired == 0)
            clocks.set { ($0.time, $0.uptime) = (now + ExpiryClockTests.day, 2 * ExpiryClockTests.day) }
            #expect(try test.compact().retentionRefused == nil)
            #expect(try first(test) == 1)
        }
    }

    @Test func whatWasSeenIsRememberedAcrossAStart() throws {
        let clocks = Clocks()
        clocks.set { ($0.uptime, $0.boot) = (ExpiryClockTests.day, "one") }
        try withTemporaryDirectory { directory in
            for (days, time, isBelieved) in [(0, 0, true), (40, 40, true), (1, 20, false)] as [(Int64, Int64, Bool)] {
                let test = try TestLocker.open(directory, try configuration(clocks))
                defer { test.locker.close() }
                if days == 0 { try test.put(["a": [1]], for: try test.caller("alice")) }
                clocks.pass(days: days, time: time)
                #expect((try test.compact().retentionRefused == nil) == isBelieved)
            }
            try makeFile(directory + "/store/clock", Array("nonsense".utf8))
            let test = try TestLocker.open(directory, try configuration(clocks))
            defer { test.locker.close() }
            #expect(try test.compact().retentionRefused?.contains("after the newest revision") == true)
        }
    }
}
