import DaemonLink
import GatewayTestSupport
import LockerAPI
import LockerBase
import Testing

/// A daemon that is not there, or not any more, or there again.
@Suite struct ReconnectTests {
    @Test func `where nobody listens it is said`() async throws {
        let link = makeLink(to: "/tmp/locker-that-is-not-there/s")
        for _ in 0..<3 {
            let error = await lockerError { try await ReconnectTests.call(link) }
            #expect(error?.code == .unavailable)
            #expect(error?.message.contains("/tmp/locker-that-is-not-there/s") == true)
            #expect(error?.message.contains("is lockerd running?") == true)
        }
        await link.shutdown()
    }

    @Test func `a path that is too long is none`() async throws {
        let link = makeLink(to: "/tmp/" + String(repeating: "x", count: 200))
        let error = await lockerError { try await ReconnectTests.call(link) }
        #expect(error?.code == .unavailable)
        await link.shutdown()
    }

    @Test func `a daemon that comes back is called again`() async throws {
        try await withLink { running, link in
            try await ReconnectTests.call(link)
            running.stop()
            let error = await lockerError { try await ReconnectTests.call(link) }
            #expect(error?.code == .unavailable)
            try running.start()
            try await until { await lockerError { try await ReconnectTests.call(link) } == nil }
            try await ReconnectTests.call(link)
        }
    }

    @Test func `calls under way fail when the daemon stops`() async throws {
        try await withLink { running, link in
            // They may also be answered with nothing, as the daemon does when it stops.
            let tasks = (0..<20).map { _ in
                Task {
                    await lockerError {
                        let answer = try await DaemonWatch(link).next([.with { $0.library = "none" }], within: 300)
                        #expect(answer == Locker_V1_WatchResponse())
                    }
                }
            }
            try await ReconnectTests.call(link)
            running.stop()
            for task in tasks {
                let error = await task.value
                #expect(error == nil || error?.code == .unavailable)
            }
        }
    }

    @Test func `after the end nothing is called`() async throws {
        try await withLink { _, link in
            try await ReconnectTests.call(link)
            await link.shutdown()
            let error = await lockerError { try await ReconnectTests.call(link) }
            #expect(error?.code == .unavailable)
        }
    }

    private static func call(_ link: LinkedDaemon) async throws {
        _ = try await link.call(LockerMethods.status, Locker_V1_StatusRequest())
    }
}
