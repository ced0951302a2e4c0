import Foundation
import LockerAPI
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// A sync says of what it replaces that it is what it saw: another device may come first.
@Suite struct ExpectedTests {
    private let blob = Data(repeating: 7, count: 32)

    /// A daemon that answers as if it held all that comes, keeps what is expected, and has these `features`.
    private func daemon(_ expected: Monitor<[Locker_V1_ExpectedEntry]>, features: [String]) -> FakeDaemon {
        let blob = blob
        var daemon = FakeDaemon()
        daemon.onSync()
        daemon.on(LockerMethods.capabilities) { _, _ in .with { $0.features = features } }
        daemon.on(LockerMethods.openSession) { _, _ in .with { $0.revision = 1 } }
        daemon.on(LockerMethods.log) { _, _ in .with { $0.revisions = [.with { ($0.number, $0.created) = (1, 77) }] } }
        daemon.on(LockerMethods.ingest) { _, _ in
            .with {
                $0.blob = blob
                $0.size = 1
            }
        }
        daemon.on(LockerMethods.stage) { _, request in
            expected.withLock { $0 += request.expected }
            return .init()
        }
        daemon.on(LockerMethods.commit) { _, _ in .with { $0.revision = 1 } }
        return daemon
    }

    private func sync(_ folder: String, _ socket: String) throws -> SyncReport {
        var options = SyncOptions()
        options.stateFolder = folder + "-state"
        return try Sync(connection: try LockerConnection(socket: socket), directory: folder, options: options).run()
    }

    private func fill(_ folder: String) throws {
        try makeFile("\(folder)/file", [1])
        try makeFile("\(folder)/same", [1])
        #expect(symlink("file", "\(folder)/link") == 0)
        #expect(mkdir("\(folder)/empty", 0o755) == 0)
        usleep(1_200_000)  // files that are too young are not remembered
    }

    private func change(_ folder: String) throws {
        try makeFile("\(folder)/file", [1, 2])
        try makeFile("\(folder)/new", [3])
        #expect(unlink("\(folder)/link") == 0 && symlink("same", "\(folder)/link") == 0)
        #expect(chmod("\(folder)/empty", 0o700) == 0)
    }

    @Test func `what is replaced is expected to be what was sent`() throws {
        let expected = Monitor<[Locker_V1_ExpectedEntry]>([])
        try daemon(expected, features: ["preconditions"]).serve { socket, folder in
            try fill(folder)
            try #expect(sync(folder, socket).uploaded == 2)
            #expect(expected.withLock { $0 } == [])
            try change(folder)
            try #expect(sync(folder, socket).uploaded == 2)
            let found = expected.withLock { $0 }.sorted { $0.path.lexicographicallyPrecedes($1.path) }
            #expect(
                found == [
                    .with { ($0.path, $0.kind) = (Data("empty".utf8), .folder) },
                    .with { ($0.path, $0.kind, $0.blob) = (Data("file".utf8), .file, blob) },
                    .with { ($0.path, $0.kind, $0.target) = (Data("link".utf8), .symlink, Data("file".utf8)) },
                ])
        }
    }

    @Test func `an older daemon is not told`() throws {
        let expected = Monitor<[Locker_V1_ExpectedEntry]>([])
        try daemon(expected, features: []).serve { socket, folder in
            try fill(folder)
            _ = try sync(folder, socket)
            try change(folder)
            try #expect(sync(folder, socket).uploaded == 2)
            #expect(expected.withLock { $0 } == [])
        }
    }

    @Test func `a refusal is told, and what was refused is not remembered`() throws {
        var daemon = daemon(Monitor([]), features: ["preconditions"])
        let commits = Monitor(0)
        daemon.on(LockerMethods.commit) { (_, _) throws(LockerError) in
            if commits.withLock({ count in
                count += 1
                return count == 2
            }) {
                throw LockerError(.conflict, "file: another by now", details: [.path: "file", .revision: "2"])
            }
            return .with { $0.revision = 1 }
        }
        try daemon.serve { socket, folder in
            try fill(folder)
            _ = try sync(folder, socket)
            try change(folder)
            #expect { try sync(folder, socket) } throws: { error in
                let error = error as? LockerError
                return error?.code == .conflict && error?.details[.path] == "file"
            }
            // All is looked at, and the daemon lists nothing.
            try #expect(sync(folder, socket).uploaded == 3)
        }
    }
}
