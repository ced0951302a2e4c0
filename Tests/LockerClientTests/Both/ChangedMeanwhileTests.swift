import Foundation
import LockerAPI
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// What others do to folder and library while a sync of both ways is under way.
@Suite struct ChangedMeanwhileTests {
    /// A library with one file.
    private struct Library {
        var revision: UInt64 = 1
        var content: [UInt8] = [1, 2, 3]
        /// Is called while the file is on its way.
        var meanwhile: (@Sendable () -> Void)?
    }

    private func daemon(_ library: Monitor<Library>) -> FakeDaemon {
        var daemon = FakeDaemon()
        daemon.on(LockerMethods.capabilities) { _, _ in .with { $0.features = ["restore-files"] } }
        daemon.on(LockerMethods.status) { _, _ in .init() }
        daemon.on(LockerMethods.log) { _, request in
            let newest = library.withLock { $0.revision }
            let number = request.before == 0 ? newest : request.before - 1
            return .with { $0.revisions = [.with { ($0.number, $0.created) = (number, Int64(number) * 10) }] }
        }
        daemon.on(LockerMethods.list) { _, _ in
            library.withLock { library in
                .with { list in
                    list.revision = library.revision
                    list.entries = [ChangedMeanwhileTests.entry(library.content)]
                }
            }
        }
        daemon.on(LockerMethods.changes) { _, _ in
            library.withLock { library in
                .with { changes in
                    changes.revision = library.revision
                    changes.changes = [
                        .with {
                            $0.path = Data("song".utf8)
                            $0.entry = ChangedMeanwhileTests.entry(library.content)
                        }
                    ]
                }
            }
        }
        daemon.on(LockerMethods.restoreFiles) { _, _ in
            let (content, meanwhile) = library.withLock { ($0.content, $0.meanwhile) }
            meanwhile?()
            return .with {
                $0.sizes = [UInt64(content.count)]
                $0.content = Data(content)
            }
        }
        return daemon
    }

    private static func entry(_ content: [UInt8]) -> Locker_V1_Entry {
        .with {
            $0.path = Data("song".utf8)
            $0.kind = .file
            $0.size = UInt64(content.count)
            $0.blob = Data(repeating: content[0], count: 32)
            $0.modified = 1_400_000_000_000_000_000
            $0.mode = 0o644
        }
    }

    private func run(_ socket: String, _ folder: String, pullsOnly: Bool) throws -> BothReport {
        var options = BothOptions()
        options.sync.stateFolder = folder + "-state"
        options.pullsOnly = pullsOnly
        let connection = try LockerConnection(socket: socket)
        var report = BothReport()
        try BothWays(connection: connection, directory: Array(folder.utf8), options: options).run(
            SilentProgress(), &report)
        return report
    }

    @Test func `a file that changes while the library's is on its way stays, and is kept beside it the next time`()
        throws
    {
        let library = Monitor(Library())
        try daemon(library).serve { socket, folder in
            let song = "\(folder)/song"
            try #expect(run(socket, folder, pullsOnly: true).received == 1)
            try #expect(contents(of: song) == [1, 2, 3])
            library.withLock { library in
                (library.revision, library.content) = (2, [4, 5, 6, 7])
                library.meanwhile = { _ = try? makeFile(song, [9, 9]) }
            }
            let second = try run(socket, folder, pullsOnly: true)
            #expect(second.received == 0 && second.skipped.map(\.path) == [Array("song".utf8)])
            try #expect(contents(of: song) == [9, 9])
            library.withLock { $0.meanwhile = nil }
            let third = try run(socket, folder, pullsOnly: true)
            #expect(third.received == 1 && third.skipped.isEmpty && third.conflicts.count == 1)
            try #expect(contents(of: song) == [4, 5, 6, 7])
            let kept = try #require(third.conflicts.first?.keptAs)
            try #expect(contents(of: "\(folder)/\(String(decoding: kept, as: UTF8.self))") == [9, 9])
        }
    }

    /// A daemon whose library is empty, and whose first `conflicts` commits find that another device came first.
    private func empty(_ conflicts: Int, _ commits: Monitor<Int>) -> FakeDaemon {
        var daemon = FakeDaemon()
        daemon.onSync()
        daemon.on(LockerMethods.capabilities) { _, _ in .with { $0.features = ["preconditions"] } }
        daemon.on(LockerMethods.ingest) { _, _ in
            .with {
                $0.blob = Data(repeating: 7, count: 32)
                $0.size = 1
            }
        }
        daemon.on(LockerMethods.commit) { (_, _) throws(LockerError) in
            let number = commits.withLock { commits in
                commits += 1
                return commits
            }
            if number <= conflicts { throw LockerError(.conflict, "another by now") }
            return .with {
                $0.revision = 1
                $0.added = 1
            }
        }
        return daemon
    }

    @Test(arguments: [0, 1, 4]) func `where another device came first, all is looked at again`(conflicts: Int) throws {
        let commits = Monitor(0)
        try empty(conflicts, commits).serve { socket, folder in
            try makeFile("\(folder)/file", [1])
            try #expect(run(socket, folder, pullsOnly: false).sent == 1)
            #expect(commits.withLock { $0 } == conflicts + 1)
        }
    }

    @Test func `that has an end`() throws {
        let commits = Monitor(0)
        try empty(100, commits).serve { socket, folder in
            try makeFile("\(folder)/file", [1])
            let error = #expect(throws: LockerError.self) { try run(socket, folder, pullsOnly: false) }
            #expect(error?.code == .conflict && commits.withLock { $0 } == 5)
        }
    }

    @Test func `a daemon that cannot tell is not sent to`() throws {
        var daemon = FakeDaemon()
        daemon.onSync()
        try daemon.serve { socket, folder in
            try makeFile("\(folder)/file", [1])
            let error = #expect(throws: LockerError.self) { try run(socket, folder, pullsOnly: false) }
            #expect(error?.code == .unimplemented)
        }
    }
}
