import DaemonLink
import LockerAPI
import LockerBase
import POSIXSupport
import TTRPC
import Testing

/// A daemon that takes connections and answers nothing.
@Suite(.timeLimit(.minutes(2))) struct HangingDaemonTests {
    private static func error(of link: LinkedDaemon) async -> LockerError? {
        await lockerError { try await link.call(LockerMethods.status, Locker_V1_StatusRequest()) }
    }

    /// Calls `body` with a daemon that answers calls of `method` once it is let go.
    private static func withDaemon(
        holding method: String, _ body: (_ link: LinkedDaemon, _ letGo: () -> Void) async throws -> Void
    ) async throws {
        let gate = Monitor(false)
        let methods: [String: Router.Handler] = [
            method: { _, _ in
                gate.wait { $0 ? () : nil }
                return []
            },
            "Status": { _, _ in [] },
        ]
        let letGo = {
            gate.withLock { $0 = true }
            gate.notifyAll()
        }
        try await PretendedDaemon.with(methods) { _, link in
            defer { letGo() }
            try await body(link, letGo)
        }
    }

    @Test func `it is told from one that is away, and called again when it answers`() async throws {
        try await HangingDaemonTests.withDaemon(holding: "Capabilities") { link, letGo in
            #expect(!link.isStill)
            // All of them end, with none of them sent.
            let calls = (0..<20).map { _ in Task { await HangingDaemonTests.error(of: link) } }
            for call in calls {
                let error = await call.value
                #expect(error?.code == .unavailable && error?.message.contains("answers nothing") == true)
            }
            #expect(link.isStill)
            letGo()
            try await until { await HangingDaemonTests.error(of: link) == nil }
            #expect(!link.isStill)
        }
    }

    @Test func `a daemon that is away is not still`() async throws {
        let link = makeLink(to: "/tmp/locker-that-is-not-there/s")
        let error = await HangingDaemonTests.error(of: link)
        #expect(error?.code == .unavailable && !link.isStill)
        await link.shutdown()
    }

    /// One call that is not answered is no daemon that does not answer.
    @Test func `a call has its own end`() async throws {
        try await HangingDaemonTests.withDaemon(holding: "Usage") { link, _ in
            let late = await lockerError {
                try await link.call(
                    LockerMethods.usage, Locker_V1_UsageRequest(), within: .milliseconds(100))
            }
            #expect(late?.code == .timedOut && !link.isStill)
            let other = await HangingDaemonTests.error(of: link)
            #expect(other == nil)
        }
    }
}
