import Foundation
import LockerAPI
import LockerBase
import LockerClient
import LockerTestSupport
import POSIXSupport
import Testing

/// `Watch`, over the socket.
@Suite struct WatchTests {
    /// Commits a file of this name and content to the account's library.
    private func put(_ name: String, _ test: TestDaemon, _ account: String? = nil, library: String = "main") throws {
        let connection = try test.connect(account)
        defer { connection.close() }
        var open = Locker_V1_OpenSessionRequest()
        open.library = library
        let session = try connection.call(LockerMethods.openSession, open).session
        var files = Locker_V1_IngestFilesRequest()
        (files.session, files.paths, files.contents) = (session, Data(name.utf8) + [0], Data(name.utf8))
        (files.modified, files.sizes) = ([5], [UInt32(name.utf8.count)])
        _ = try connection.call(LockerMethods.ingestFiles, files)
        var commit = Locker_V1_CommitRequest()
        commit.session = session
        _ = try connection.call(LockerMethods.commit, commit)
    }

    private func waiting(
        on connection: LockerConnection, library: String = "main", after revision: UInt64
    ) throws -> Waiting {
        try Waiting(on: connection) { request in
            request.libraries = [
                .with {
                    $0.library = library
                    $0.revision = revision
                }
            ]
        }
    }

    @Test func aCommitIsToldToAllWhoWaitForIt() throws {
        try TestDaemon.with { test in
            try put("a", test)
            // More than a connection may have calls in flight.
            let connection = try test.connect()
            let all = try (0..<40).map { _ in try waiting(on: connection, after: 1) }
            let other = try waiting(on: connection, library: "other", after: 0)
            try put("b", test)
            for one in all { try #expect(one.revisions() == ["main": 2]) }
            #expect(other.current == nil)
            try #expect(waiting(on: connection, after: 0).revisions() == ["main": 2])
            try #expect(connection.call(LockerMethods.usage, .init()).libraries.count == 1)
            try put("c", test, library: "other")
            try #expect(other.revisions() == ["other": 1])
        }
    }

    @Test func theClientWaitsAndResumes() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            let wait = LibraryWait(connection: connection, library: "main")
            try put("a", test)
            try #expect(wait.next(after: 0) == 1)
            let told = Monitor<UInt64>(0)
            let thread = try Thread("wait") {
                let revision: UInt64? = try? wait.next(after: 1)
                told.withLock { $0 = revision ?? 0 }
            }
            try put("b", test)
            thread.join()
            #expect(told.withLock { $0 } == 2)
        }
    }

    @Test func whoActsForOthersWaitsForMany() throws {
        try TestDaemon.with { test in
            for name in ["alice", "bob", "carol"] { try test.addAccount(name) }
            let connection = try test.connect()
            let waiting = try Waiting(on: connection) { request in
                request.libraries = ["alice", "bob", "carol"].map { name in
                    Locker_V1_WatchedLibrary.with { $0.account = name }
                }
            }
            try put("b", test, "bob", library: "songs")
            let news = try #require(try waiting.wait()?.get().libraries.first)
            #expect(news.account == "bob" && news.library == "songs" && news.revision == 1 && !news.gone)
        }
    }

    @Test func nothingIsAnAnswerTooWhenTheTimeIsOver() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            let waiting = try Waiting(on: connection) { request in
                request.libraries = [.with { $0.library = "main" }]
                request.timeoutSeconds = 1
            }
            try #expect(waiting.wait()?.get() == .init())
        }
    }

    @Test func aStopAnswersThoseWhoWait() throws {
        try withTemporaryDirectory { directory in
            let test = try TestDaemon.start(in: directory)
            let connection = try test.connect()
            let all = try (0..<20).map { _ in try waiting(on: connection, after: 0) }
            // Some may come too late, which is as good.
            try put("a", test, library: "last")
            try #expect(waiting(on: connection, library: "last", after: 0).revisions() == ["last": 1])
            test.daemon.stop()
            for one in all {
                switch one.wait() {
                case .success(let response): #expect(response == .init())
                case .failure(let error): #expect(error.code == .unavailable)
                case nil: Issue.record("it still waits")
                }
            }
        }
    }

    @Test func whatIsTooMuchIsRefused() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            for count in [0, RequestLimits.watched + 1] {
                let waiting = try Waiting(on: connection) { request in
                    request.libraries = (0..<count).map { number in
                        Locker_V1_WatchedLibrary.with { $0.library = "\(number)" }
                    }
                }
                #expect(throws: LockerError.self) { try waiting.wait()?.get() }
            }
            try #expect(connection.has(.watch))
        }
    }
}
