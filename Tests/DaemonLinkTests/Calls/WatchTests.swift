import DaemonLink
import GatewayTestSupport
import LockerAPI
import LockerBase
import Testing

/// Waiting for changes.
@Suite struct WatchTests {
    @Test func `a commit is told to all who wait, and calls go on meanwhile`() async throws {
        try await withLink(connections: 1) { running, link in
            try running.put(["a": [1]])
            let tasks = (0..<300).map { _ in
                Task { try await WatchTests.next(link, after: 1) }
            }
            for _ in 0..<20 { _ = try await link.call(LockerMethods.status, Locker_V1_StatusRequest()) }
            try running.put(["b": [2]])
            for task in tasks {
                let revision = try await task.value
                #expect(revision == 2)
            }
            let known = try await WatchTests.next(link, after: 0)
            #expect(known == 2)
        }
    }

    @Test func `whoever asks again after the daemon was started anew misses nothing`() async throws {
        try await withLink { running, link in
            try running.put(["a": [1]])
            let before = try await WatchTests.next(link, after: 0)
            #expect(before == 1)
            running.stop()
            try running.start()
            try running.put(["b": [2]])
            try await until { await WatchTests.isTold(link, 2, after: 1) }
        }
    }

    @Test func `accounts are named`() async throws {
        try await withLink { running, link in
            for name in ["alice", "bob"] { try running.addAccount(name) }
            let libraries = ["alice", "bob"].map { name in Locker_V1_WatchedLibrary.with { $0.account = name } }
            let waiting = Task { try await DaemonWatch(link).next(libraries, within: 300).libraries.first }
            try running.put(["a": [1]], for: "bob", library: "songs")
            let news = try await waiting.value
            #expect(news?.account == "bob" && news?.library == "songs" && news?.revision == 1)
            let usage = try await DaemonWatch(link, for: "bob").next([], usages: [Locker_V1_WatchedUsage()])
            #expect(usage.usages.first?.usedBytes ?? 0 > 0)
        }
    }

    @Test func `nothing is told when the time is over`() async throws {
        try await withLink { _, link in
            let answer = try await DaemonWatch(link).next([.with { $0.library = "main" }], within: 1)
            #expect(answer == Locker_V1_WatchResponse())
        }
    }

    private static func next(_ link: LinkedDaemon, after revision: UInt64) async throws -> UInt64? {
        let main = Locker_V1_WatchedLibrary.with { ($0.library, $0.revision) = ("main", revision) }
        return try await DaemonWatch(link).next([main], within: 300).libraries.first?.revision
    }

    private static func isTold(_ link: LinkedDaemon, _ revision: UInt64, after known: UInt64) async -> Bool {
        do {
            return try await next(link, after: known) == revision
        } catch {
            return false
        }
    }
}
