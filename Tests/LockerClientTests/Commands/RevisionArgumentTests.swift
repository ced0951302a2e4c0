import Glibc
import LockerAPI
import LockerBase
import LockerClient
import LockerCommands
import Testing

@Suite struct RevisionArgumentTests {
    private static let second: Int64 = 1_000_000_000
    /// Revisions, newest first, and when they were made.
    private static let made: [(number: UInt64, second: Int64)] = [(5, 50), (4, 30), (3, 30), (2, 20)]

    @Test func `a revision is a number, the latest, a date or an age`() throws {
        try #expect(RevisionArgument(argument: "3") == .number(3))
        try #expect(RevisionArgument(argument: "20261128") == .number(20_261_128))
        try #expect(RevisionArgument(argument: "latest") == .newest)
        try #expect(RevisionArgument(argument: "0", isZeroAllowed: true) == .number(0))
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        guard case .madeBy(let moment) = try RevisionArgument(argument: "3d") else {
            Issue.record("an age is no moment")
            return
        }
        let past = (Int64(now.tv_sec) - 3 * 86_400) * RevisionArgumentTests.second + Int64(now.tv_nsec)
        #expect((past...(past + 60 * RevisionArgumentTests.second)).contains(moment))
    }

    @Test(
        arguments: [
            ("2026-11-28T10:20:30Z", 1_795_861_230, 999_999_999), ("2026-11-28 10:20:30z", 1_795_861_230, 999_999_999),
            ("2026-11-28T10:20:30.25Z", 1_795_861_230, 259_999_999),
            ("2026-11-28T10:20:30,123456789Z", 1_795_861_230, 123_456_789),
            ("2026-11-28T10:20Z", 1_795_861_259, 999_999_999), ("2026-11-28Z", 1_795_910_399, 999_999_999),
            ("2026-11-28T10:20+01:00", 1_795_857_659, 999_999_999),
            ("2026-11-28T10:20+0100", 1_795_857_659, 999_999_999),
            ("2026-11-28T10:20+01", 1_795_857_659, 999_999_999), ("2026-11-28T08:50-00:30", 1_795_857_659, 999_999_999),
        ] as [(String, Int64, Int64)])
    func `a moment is the last one of what is named`(text: String, seconds: Int64, rest: Int64) throws {
        try #expect(RevisionArgument(argument: text) == .madeBy(seconds * RevisionArgumentTests.second + rest))
    }

    @Test func `without a zone, it is that of the machine`() throws {
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (126, 6, 1)
        (parts.tm_hour, parts.tm_min, parts.tm_sec, parts.tm_isdst) = (23, 59, 59, -1)
        let seconds = Int64(mktime(&parts))
        #expect(MomentArgument("2026-07-01")?.nanoseconds == seconds * RevisionArgumentTests.second + 999_999_999)
    }

    @Test(arguments: [
        "", "0", "-1", "+1", "1.5", "newest", "9223372036854775808", "99999999999999999999", "3m", "0d", "2026-13-01",
        "2026-04-31", "2026-02-29", "2026-1-1", "2026-11-28T24:00", "2026-11-28T10", "2026-11-28T10:60",
        "2026-11-28T10:20:60", "2026-11-28T10:20:30.", "2026-11-28T10:20:30.1234567890", "2026-11-28T10:20Zx",
        "2026-11-28T10:20+1", "2026-11-28T10:20+24:00", "2026-11-28 ", "26-11-28",
    ])
    func `anything else is none`(text: String) {
        #expect(throws: (any Error).self) { try RevisionArgument(argument: text) }
    }

    @Test func `the newest that was made by then`() throws {
        var daemon = FakeDaemon()
        daemon.on(LockerMethods.log) { _, _ in
            .with {
                $0.revisions = RevisionArgumentTests.made.map { made in
                    .with {
                        $0.number = made.number
                        $0.created = made.second * RevisionArgumentTests.second
                    }
                }
            }
        }
        try daemon.serve { socket, _ in
            let reader = LibraryReader(connection: try LockerConnection(socket: socket), library: "main")
            func number(_ moment: Int64) throws -> UInt64? {
                try RevisionArgument.madeBy(moment * RevisionArgumentTests.second).number(in: reader)
            }
            try #expect(number(60) == 5 && number(50) == 5 && number(49) == 4 && number(30) == 4 && number(29) == 2)
            try #expect(RevisionArgument.newest.number(in: reader) == nil)
            let error = #expect(throws: LockerError.self) { try number(19) }
            #expect(error?.code == .notFound && error?.message.contains("the oldest that is kept, 2,") == true)
        }
    }

    @Test func `two revisions at the most, then paths`() throws {
        let all = try DiffArguments(["3", "2026-11-28", "Music", "4"])
        #expect(all.revisions.count == 2 && all.paths.map(\.text) == ["Music", "4"])
        let one = try DiffArguments(["./3", "5"])
        #expect(one.revisions.isEmpty && one.paths.map(\.text) == ["3", "5"])
        try #expect(DiffArguments(["0", "latest"]).revisions == [.number(0), .newest])
        #expect(throws: (any Error).self) { try DiffArguments(["../x"]) }
    }
}
