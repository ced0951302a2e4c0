import LockerBase
import LockerCore
import LockerTestSupport
import Testing

/// Uploads that keep their places and bring nothing.
@Suite struct SlowUploadTests {
    /// Sessions of four people, each with the eight uploads that they may have: all that there may be.
    private struct Full {
        let test: TestLocker
        let clock: TestClock
        let sessions: [Session]
        let uploads: [[UInt64]]
        let late: Session

        func begin(in session: Session) throws -> UInt64 {
            try test.locker.uploads.begin(at: try EntryPath("x"), modified: 0, in: session)
        }

        func write(_ bytes: [UInt8], at offset: UInt64 = 0, to upload: UInt64, in session: Session) throws {
            _ = try bytes.withUnsafeBytes { try test.locker.uploads.write($0, at: offset, to: upload, in: session) }
        }
    }

    private func withFull(_ body: (Full) throws -> Void) throws {
        let clock = TestClock()
        var configuration = Configuration()
        configuration.instant = clock.now
        try TestLocker.with(configuration) { test in
            let sessions: [Session] = try ["a", "b", "c", "d"].map { try test.session(try test.caller($0)) }
            let path = try EntryPath("x")
            let uploads: [[UInt64]] = try sessions.map { session in
                try (0..<8).map { _ in try test.locker.uploads.begin(at: path, modified: 0, in: session) }
            }
            let late = try test.session(try test.caller("late"))
            try body(Full(test: test, clock: clock, sessions: sessions, uploads: uploads, late: late))
        }
    }

    @Test func oneOfWhichNothingComesGivesWay() throws {
        try withFull { full in
            full.clock.set(.seconds(9))
            #expect { try full.begin(in: full.late) } throws: { has(.tooMany)($0) }
            // All go on but one.
            for (session, uploads) in zip(full.sessions, full.uploads) {
                for upload in uploads where session !== full.sessions[1] || upload != uploads[3] {
                    try full.write([1], to: upload, in: session)
                }
            }
            full.clock.set(.seconds(10))
            let begun = try full.begin(in: full.late)
            try full.write([1, 2], to: begun, in: full.late)
            // Those of which something came stay.
            #expect { try full.begin(in: full.late) } throws: { has(.tooMany)($0) }
            let (slow, owner) = (full.uploads[1][3], full.sessions[1])
            #expect { try full.write([1], to: slow, in: owner) } throws: { has(.tooMany)($0) }
            // It is over, as after each error.
            #expect { try full.write([1], to: slow, in: owner) } throws: { has(.notFound)($0) }
            try full.write([2], at: 1, to: full.uploads[1][4], in: owner)
        }
    }

    @Test func placesAreSharedOutAmongThoseWhoWantThem() throws {
        try withFull { full in
            full.clock.set(.seconds(10))
            var count = 0
            while count < 8, (try? full.begin(in: full.late)) != nil { count += 1 }
            // Of 32 for five.
            #expect(count == 6)
        }
    }

    @Test func oneThatIsFinishedWhileOthersWantItsPlaceIsWhole() throws {
        try withFull { full in
            for (session, uploads) in zip(full.sessions, full.uploads) {
                for upload in uploads { try full.write([1], to: upload, in: session) }
            }
            full.clock.set(.seconds(60))
            _ = try full.begin(in: full.late)
            var whole = 0
            for (session, uploads) in zip(full.sessions, full.uploads) {
                for upload in uploads {
                    if (try? full.test.locker.uploads.finish(upload, size: 1, in: session)) != nil { whole += 1 }
                }
            }
            #expect(whole == 31)
        }
    }
}
