import LockerBase
import LockerGateway
import Synchronization
import Testing

/// What load balancers ask, and how often the daemon is asked for it.
@Suite(.timeLimit(.minutes(1))) struct DaemonHealthTests {
    /// A daemon that answers when it is told to, and a clock that is set.
    private final class Pretended: Sendable {
        private let state = Mutex((asked: 0, waiting: [CheckedContinuation<Void, Never>](), passed: Duration.zero))
        private let start = ContinuousClock.now

        var asked: Int { state.withLock { $0.asked } }
        var now: ContinuousClock.Instant { start + state.withLock { $0.passed } }

        func pass(_ time: Duration) { state.withLock { $0.passed += time } }

        func ask() async -> DaemonHealth.Status {
            await withCheckedContinuation { waiter in
                state.withLock { state in
                    state.asked += 1
                    state.waiting.append(waiter)
                }
            }
            return .rebuilding
        }

        /// Waits until it is asked, and answers.
        func answer() async throws {
            var waiting: [CheckedContinuation<Void, Never>] = []
            try await until("the daemon is asked") {
                waiting = state.withLock { state in
                    defer { state.waiting = [] }
                    return state.waiting
                }
                return !waiting.isEmpty
            }
            for waiter in waiting { waiter.resume() }
        }
    }

    @Test func `whoever asks at the same time shares one call, and its answer holds for a moment`() async throws {
        let daemon = Pretended()
        let health = DaemonHealth(now: { daemon.now }, ask: { await daemon.ask() })
        try await withThrowingTaskGroup(of: DaemonHealth.Status.self) { tasks in
            for _ in 0..<50 { tasks.addTask { await health.status() } }
            try await daemon.answer()
            for try await status in tasks { #expect(status == .rebuilding) }
        }
        #expect(daemon.asked == 1)
        daemon.pass(.milliseconds(249))
        let soon = await health.status()
        #expect(soon == .rebuilding && daemon.asked == 1)
        daemon.pass(.milliseconds(1))
        async let late = health.status()
        try await daemon.answer()
        let told = await late
        #expect(told == .rebuilding && daemon.asked == 2)
    }

    /// What a daemon answers to each look, and what was told.
    private final class Answers: Sendable {
        private let codes: Mutex<[LockerError.Code?]>
        private let heard = Mutex<[FrontendRole.Standing]>([])

        init(_ codes: [LockerError.Code?]) { self.codes = Mutex(codes) }

        var told: [FrontendRole.Standing] { heard.withLock { $0 } }

        var role: FrontendRole {
            FrontendRole(
                tell: { standing in self.heard.withLock { $0.append(standing) } },
                probe: { self.codes.withLock { $0.removeFirst() } })
        }
    }

    @Test func `who lacks the role is told once, with the remedy, and once when it is there`() async {
        let answers = Answers([
            .unavailable, .permissionDenied, .permissionDenied, .unavailable, .notFound, .notFound, .permissionDenied,
        ])
        let role = answers.role
        var standings: [FrontendRole.Standing] = []
        for _ in 0..<7 {
            await role.look()
            standings.append(role.standing)
        }
        #expect(standings == [.unknown, .missing, .missing, .missing, .given, .given, .missing])
        #expect(answers.told == [.missing, .given, .missing])
        #expect(FrontendRole.remedy(userID: 999).contains("account add locker-gateway --role frontend --uid 999"))
    }

    /// The same for the daemon's own user, who may act for everybody: nobody is told anything.
    @Test func `who has the role is told nothing`() async {
        let answers = Answers([.notFound])
        let role = answers.role
        await role.look()
        #expect(role.standing == .given && answers.told.isEmpty)
    }
}
