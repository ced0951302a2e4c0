import Foundation
import Glibc
import LockerAPI
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// Removals and folders that are more than one commit may have.
@Suite struct ManyPathsTests {
    private struct Staged: Equatable {
        var removals: [String] = []
        var entries: [String] = []
    }

    /// Syncs a file and three folders, one of them where the library has a file, to a library of files that are gone.
    /// Returns what each commit had.
    private func commits(pathsPerCommit: Int) throws -> [Staged] {
        let commits = Monitor([Staged()])
        var daemon = FakeDaemon()
        daemon.onSync(["a", "b", "c", "d", "e", "x"])
        daemon.on(LockerMethods.ingest) { _, request in
            commits.withLock { $0[$0.count - 1].entries.append(String(decoding: request.path, as: UTF8.self)) }
            return .with {
                $0.blob = Data(repeating: 7, count: 32)
                $0.size = 3
            }
        }
        daemon.on(LockerMethods.stage) { _, request in
            commits.withLock { commits in
                commits[commits.count - 1].removals += request.removals.map { String(decoding: $0, as: UTF8.self) }
                commits[commits.count - 1].entries += request.entries.map { String(decoding: $0.path, as: UTF8.self) }
            }
            return .init()
        }
        daemon.on(LockerMethods.commit) { _, _ in
            commits.withLock { commits in
                commits.append(Staged())
                return .with { $0.revision = UInt64(commits.count) }
            }
        }
        try daemon.serve { socket, folder in
            try makeFile(folder + "/file", [1, 2, 3])
            for name in ["g", "h", "x"] { #expect(mkdir("\(folder)/\(name)", 0o700) == 0) }
            var options = SyncOptions()
            options.stateFolder = nil
            options.delete = true
            options.pathsPerCommit = pathsPerCommit
            _ = try Sync(connection: LockerConnection(socket: socket), directory: folder, options: options).run()
        }
        return commits.withLock { $0.dropLast() }
    }

    @Test func areCommittedInParts() throws {
        let commits = try commits(pathsPerCommit: 2)
        #expect(
            commits == [
                Staged(entries: ["file"]),
                Staged(removals: ["a", "b"]), Staged(removals: ["c", "d"]), Staged(removals: ["e"]),
                Staged(entries: ["g", "h"]), Staged(entries: ["x"]),
            ])
    }

    @Test func areOneCommitWhereTheyFit() throws {
        let commits = try commits(pathsPerCommit: 100)
        #expect(commits.count == 1)
        #expect(commits.first?.removals.sorted() == ["a", "b", "c", "d", "e"])
        #expect(commits.first?.entries.sorted() == ["file", "g", "h", "x"])
    }
}
