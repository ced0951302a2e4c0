import LockerBase
import LockerCore
import LockerTestSupport
import Testing

@Suite struct SessionBoundTests {
    /// On a connection of somebody who acts for others, each account has as many as it would have on one of its own.
    @Test func sessionsAreCountedByAccount() throws {
        try TestLocker.with { test in
            let (alice, bob) = (try test.caller("alice"), try test.caller("bob"))
            var sessions: [Session] = []
            for _ in 0..<16 { sessions.append(try test.session(alice)) }
            #expect { try test.session(alice) } throws: { has(.tooMany)($0) }
            for _ in 0..<16 { sessions.append(try test.session(bob)) }
            #expect { try test.session(bob) } throws: { has(.tooMany)($0) }
            _ = try test.session(alice, connection: 2)
            test.locker.sessions.close(sessions[0])
            _ = try test.session(alice)
        }
    }
}
