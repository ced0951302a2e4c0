import DaemonLink
import GatewayTestSupport
import LockerAPI
import LockerBase
import POSIXSupport
import TTRPC
import Testing

/// Calls that nobody wants any more, and calls whose time is over.
@Suite struct CancelledCallTests {
    @Test func `calls that wait are cancelled`() async throws {
        try await withLink(connections: 1) { _, link in
            // More than may be in flight, so that they would keep all others out if they stayed.
            let tasks = (0..<300).map { _ in
                Task {
                    await lockerError {
                        try await DaemonWatch(link).next([.with { $0.library = "none" }], within: 300)
                    }
                }
            }
            try await CancelledCallTests.call(link)
            for task in tasks { task.cancel() }
            for task in tasks {
                let error = await task.value
                #expect(error?.code == .cancelled)
            }
            try await CancelledCallTests.call(link)
        }
    }

    @Test func `a task that is cancelled makes no call`() async throws {
        try await withLink { _, link in
            let task = Task {
                while !Task.isCancelled { await Task.yield() }
                return await lockerError { try await CancelledCallTests.call(link) }
            }
            task.cancel()
            let error = await task.value
            #expect(error?.code == .cancelled)
        }
    }

    @Test func `a daemon that cannot cancel is not waited for`() async throws {
        let (gate, begun) = (Monitor(false), Monitor(false))
        try await PretendedDaemon.with(["Status": CancelledCallTests.blocked(by: gate, begun)]) { _, link in
            let task = Task { await lockerError { try await CancelledCallTests.call(link) } }
            try await until { begun.withLock { $0 } }
            task.cancel()
            let error = await task.value
            #expect(error?.code == .cancelled)
            CancelledCallTests.open(gate)
        }
    }

    @Test func `a call has its time`() async throws {
        let (gate, begun) = (Monitor(false), Monitor(false))
        try await PretendedDaemon.with(["Status": CancelledCallTests.blocked(by: gate, begun)]) { _, link in
            let error = await lockerError {
                try await link.call(LockerMethods.status, Locker_V1_StatusRequest(), within: .milliseconds(50))
            }
            #expect(error?.code == .timedOut)
            CancelledCallTests.open(gate)
            // Its answer, which comes late, is nobody else's.
            try await CancelledCallTests.call(link)
        }
    }

    private static func call(_ link: LinkedDaemon) async throws {
        _ = try await link.call(LockerMethods.status, Locker_V1_StatusRequest())
    }

    /// A method that answers once `gate` is open.
    private static func blocked(by gate: Monitor<Bool>, _ begun: Monitor<Bool>) -> Router.Handler {
        { _, _ in
            begun.withLock { $0 = true }
            _ = gate.wait { $0 ? true : nil }
            return []
        }
    }

    private static func open(_ gate: Monitor<Bool>) {
        gate.withLock { $0 = true }
        gate.notifyAll()
    }
}
