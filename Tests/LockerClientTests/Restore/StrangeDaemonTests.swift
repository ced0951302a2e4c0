import Foundation
import LockerAPI
import LockerBase
import LockerClient
import LockerCommands
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// A client that talks to a daemon which nobody has a reason to trust.
@Suite struct StrangeDaemonTests {
    private static func file(_ name: String, size: UInt64) -> Locker_V1_Entry {
        .with {
            $0.path = Data(name.utf8)
            $0.kind = .file
            $0.size = size
        }
    }

    @Test func `sizes that add up to more than there are numbers stop nothing`() throws {
        var daemon = FakeDaemon()
        daemon.on(LockerMethods.list) { _, _ in
            .with { $0.entries = ["a", "b", "c"].map { StrangeDaemonTests.file($0, size: .max) } }
        }
        daemon.on(LockerMethods.restore) { _, _ in .with { $0.size = .max } }
        let report = try daemon.serve { socket, folder in
            try Restorer(connection: LockerConnection(socket: socket), directory: folder).run()
        }
        #expect(report.restored == 3 && report.logicalBytes == .max)
    }

    @Test func `a revision of more changes than there are numbers stops nothing`() throws {
        var daemon = FakeDaemon()
        daemon.onSync()
        daemon.on(LockerMethods.commit) { _, _ in
            .with {
                $0.revision = .max
                $0.added = .max
                $0.changed = .max
                $0.removed = .max
            }
        }
        let report = try daemon.serve { socket, folder in
            #expect(symlink("x", folder + "/link") == 0)
            var options = SyncOptions()
            options.stateFolder = folder + "-state"
            return try Sync(connection: LockerConnection(socket: socket), directory: folder, options: options).run()
        }
        #expect(report.revision == .max)
    }

    @Test(arguments: [["a"], ["a", "b"], ["b", "a"]])
    func `pages that lead back to themselves end`(_ paths: [String]) throws {
        let calls = Monitor(0)
        var daemon = FakeDaemon()
        daemon.on(LockerMethods.list) { _, request in
            calls.withLock { $0 += 1 }
            return .with {
                $0.entries = paths.map { StrangeDaemonTests.file($0, size: 1) }
                $0.more = true
            }
        }
        daemon.on(LockerMethods.log) { _, _ in
            .with {
                $0.revisions = [.with { $0.number = 7 }]
                $0.more = true
            }
        }
        daemon.on(LockerMethods.changes) { _, _ in
            .with {
                $0.changes = [.with { $0.path = Data("x".utf8) }]
                $0.more = true
            }
        }
        daemon.on(AdminMethods.listTracks) { _, _ in
            .with {
                $0.tracks = [.with { $0.track = Data(repeating: 1, count: 32) }]
                $0.more = true
            }
        }
        try daemon.serve { socket, _ in
            let connection = try LockerConnection(socket: socket)
            let reader = LibraryReader(connection: connection, library: "main")
            let errors = [
                #expect(throws: LockerError.self) { try reader.forEachPage { _ in } },
                #expect(throws: LockerError.self) { try reader.revisions() },
                #expect(throws: LockerError.self) { try reader.forEachChangePage(since: 1) { _ in } },
                #expect(throws: LockerError.self) { try CatalogReader(connection: connection).tracks() },
            ]
            #expect(errors.allSatisfy { $0?.code == .internal })
        }
        #expect(calls.withLock { $0 } <= 3)
    }

    @Test func `texts are fit for a terminal`() throws {
        var daemon = FakeDaemon()
        daemon.on(LockerMethods.status) { _, _ in
            .with {
                $0.version = "1\u{1B}[2J"
                $0.account = "a\nb"
                $0.usage.account = "\u{7}"
                $0.usage.libraries = [.with { $0.name = "x\u{9B}y" }]
            }
        }
        daemon.on(LockerMethods.usage) { (_, _) throws(LockerError) in
            throw LockerError(
                .notFound, "one\u{1B}]0;two\u{202E}three\u{2028}" + String(repeating: "x", count: 100_000))
        }
        try daemon.serve { socket, _ in
            let connection = try LockerConnection(socket: socket)
            let status = try connection.call(LockerMethods.status, .init())
            #expect(status.version == "1\\x1b[2J" && status.account == "a\\x0ab")
            #expect(status.usage.account == "\\x07" && status.usage.libraries.first?.name == "x\\xc2\\x9by")
            let error = #expect(throws: LockerError.self) { try connection.call(LockerMethods.usage, .init()) }
            #expect(error?.message.hasPrefix("one\\x1b]0;two\\xe2\\x80\\xaethree\\xe2\\x80\\xa8xxx") == true)
            #expect(error.map { $0.message.utf8.count < 10_000 } == true)
        }
    }

    @Test func `content that is said to be endless is not believed before it comes`() throws {
        var daemon = FakeDaemon()
        daemon.on(LockerMethods.read) { _, _ in .with { $0.size = .max } }
        try daemon.serve { socket, _ in
            let stream = ContentStream(
                connection: try LockerConnection(socket: socket), library: "main", path: try EntryPath("a"))
            let error = #expect(throws: LockerError.self) { try stream.read { _ in } }
            #expect(error?.code == .changed)
        }
    }
}
