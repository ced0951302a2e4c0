import Glibc
import LockerAPI
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// A sync takes nothing out of a library unless that is asked for, and with that nothing by an accident of the disk.
@Suite struct NothingRemovedTests {
    /// What a sync of a folder, `prepare`d, asked for.
    private struct Outcome {
        var report = SyncReport()
        var removals: [String] = []
        var staged: [String] = []
        var sent: [String] = []
    }

    private func sync(
        delete: Bool, library: [String], folders: [String] = [], prepare: (String) throws -> Void
    ) throws -> Outcome {
        let outcome = Monitor(Outcome())
        var daemon = FakeDaemon()
        daemon.onSync(library)
        daemon.on(LockerMethods.list) { _, _ in
            .with { list in
                list.revision = 1
                list.entries = library.sorted().map { path in
                    .with {
                        $0.path = .init(path.utf8)
                        $0.kind = folders.contains(path) ? .folder : .file
                    }
                }
            }
        }
        daemon.on(LockerMethods.stage) { _, request in
            outcome.withLock { outcome in
                outcome.removals += request.removals.map { String(decoding: $0, as: UTF8.self) }
                outcome.staged += request.entries.map { String(decoding: $0.path, as: UTF8.self) }
            }
            return .init()
        }
        daemon.on(LockerMethods.ingest) { _, request in
            outcome.withLock { $0.sent.append(String(decoding: request.path, as: UTF8.self)) }
            return .with { $0.blob = .init(repeating: 7, count: 32) }
        }
        let report = try daemon.serve { socket, folder in
            try prepare(folder)
            var options = SyncOptions()
            options.stateFolder = nil
            options.delete = delete
            return try Sync(connection: LockerConnection(socket: socket), directory: folder, options: options).run()
        }
        return outcome.withLock { outcome in
            outcome.report = report
            return outcome
        }
    }

    private func skipped(_ outcome: Outcome) -> [String] {
        outcome.report.skipped.map { EntryPath.printable($0.path) }
    }

    private func make(_ folder: String, folders: [String] = [], files: [String] = [], links: [String] = []) throws {
        for name in folders { try #require(mkdir("\(folder)/\(name)", 0o755) == 0) }
        for name in files { try makeFile("\(folder)/\(name)", [1]) }
        for name in links { try #require(symlink("/nowhere", "\(folder)/\(name)") == 0) }
    }

    @Test func `a folder that has become empty keeps what the library has below it`() throws {
        let outcome = try sync(delete: false, library: ["disk/a", "disk/b", "song"]) { folder in
            try make(folder, folders: ["disk"], files: ["song"])
        }
        #expect(outcome.removals.isEmpty && outcome.staged.isEmpty && outcome.report.removed == 0)
        #expect(skipped(outcome).isEmpty)
    }

    @Test func `a folder that was replaced by a link or a file is named and stays`() throws {
        let outcome = try sync(delete: false, library: ["disk/a", "disk/b/c", "f/x", "song"]) { folder in
            try make(folder, files: ["song", "f"], links: ["disk"])
        }
        #expect(outcome.removals.isEmpty && outcome.staged.isEmpty && outcome.sent == ["song"])
        #expect(skipped(outcome) == ["disk", "f"])
        #expect(outcome.report.skipped.allSatisfy { $0.reason.contains("--delete") })
    }

    @Test func `a folder in the place of a file is named and the file stays`() throws {
        let outcome = try sync(delete: false, library: ["a", "b", "song"]) { folder in
            try make(folder, folders: ["a", "b"], files: ["a/x", "song"])
        }
        #expect(outcome.removals.isEmpty && outcome.staged.isEmpty && outcome.sent == ["song"])
        #expect(skipped(outcome) == ["a/x", "b"])
    }

    @Test func `an empty folder that gets files is no conflict`() throws {
        let outcome = try sync(delete: false, library: ["a", "song"], folders: ["a"]) { folder in
            try make(folder, folders: ["a"], files: ["a/x", "song"])
        }
        #expect(outcome.removals.isEmpty && outcome.sent.sorted() == ["a/x", "song"] && skipped(outcome).isEmpty)
    }

    @Test func `with delete a folder that lost everything is named and stays, and what is gone elsewhere goes`() throws
    {
        let library = ["disk/a", "disk/b/c", "gone/x", "song", "old"]
        let outcome = try sync(delete: true, library: library) { folder in
            try make(folder, folders: ["disk", "disk/b", "disk/lost+found"], files: ["song"])
        }
        #expect(outcome.removals == ["gone/x", "old"] && outcome.report.removed == 2)
        #expect(skipped(outcome) == ["disk"])
        #expect(outcome.report.skipped.first?.reason.contains("locker rm --recursive") == true)
    }

    @Test func `with delete a folder that is gone goes, and a file takes the place of one`() throws {
        let outcome = try sync(delete: true, library: ["album/a", "f/x", "song"]) { folder in
            try make(folder, files: ["f", "song"])
        }
        #expect(outcome.removals == ["album/a", "f/x"] && outcome.sent.sorted() == ["f", "song"])
        #expect(skipped(outcome).isEmpty)
    }

    @Test func `with delete a tree of empty folders does not empty the library`() throws {
        let error = #expect(throws: LockerError.self) {
            try sync(delete: true, library: ["a/x", "b"]) { folder in
                try make(folder, folders: ["a", "lost+found"])
            }
        }
        #expect(error?.code == .failedPrecondition)
    }
}
