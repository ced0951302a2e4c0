import Foundation
import Glibc
import LockerBase
import LockerSync
import LockerTestSupport
import Testing

/// Parts of a library, and what a restore would do.
@Suite struct SelectedRestoreTests {
    /// Syncs a tree, and runs `body` with a function that restores to a folder.
    private func withTree(
        _ body: (
            TestDaemon, _ target: String, _ restore: ((inout RestoreOptions) throws -> Void) throws -> RestoreReport
        )
            throws -> Void
    ) throws {
        try TestDaemon.with { test in
            let source = test.directory + "/source"
            try Tree.make(at: source, seed: 41)
            _ = try Sync(connection: try test.connect(), directory: source, options: test.syncOptions()).run()
            let target = test.directory + "/target"
            try body(test, target) { change in
                var options = RestoreOptions()
                try change(&options)
                return try Restorer(connection: try test.connect(), directory: target, options: options).run()
            }
        }
    }

    private func paths(_ skipped: [Skipped]) -> [String] {
        skipped.map { String(decoding: $0.path, as: UTF8.self) }
    }

    private func files(_ target: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: target).filter { path in
            var status = stat()
            return lstat("\(target)/\(path)", &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
        }.sorted()
    }

    @Test func `folders and entries are restored alone, at their paths`() throws {
        try withTree { test, target, restore in
            let report = try restore { options in
                options.selection.paths = [try EntryPath("a/b"), try EntryPath("a/b/song.mp3"), try EntryPath("-x")]
            }
            #expect(report.restored == 2 && report.skipped.isEmpty)
            try #expect(files(target) == ["-x/-leading dash", "a/b/song.mp3"])
            let error = #expect(throws: LockerError.self) {
                try restore { $0.selection.paths = [try EntryPath("a/no such")] }
            }
            #expect(error?.code == .notFound)
            try #expect(restore { _ in }.unchanged == 2)
            #expect(Tree.differences(test.directory + "/source", target) == "")
        }
    }

    @Test func `patterns say what, and what not`() throws {
        try withTree { _, target, restore in
            let songs = try restore { options in
                options.selection.include = [try PathGlob(Array("*.mp3".utf8)), try PathGlob(Array("Música".utf8))]
                options.selection.exclude = [try PathGlob(Array("/a/b".utf8))]
            }
            #expect(songs.restored == 2 && songs.warnings.isEmpty)
            try #expect(files(target) == ["Música/日本語 🎵.flac", "a/empty.mp3"])
            let none = try restore { $0.selection.include = [try PathGlob(Array("*.ogg".utf8))] }
            #expect(none.files == 0 && none.warnings.count == 1)
        }
    }

    @Test func `a dry run says what is done then, and does nothing`() throws {
        try withTree { _, target, restore in
            let first = try restore { $0.dryRun = true }
            #expect(first.restored == 9 && first.changes?.allSatisfy { $0.kind == .added } == true)
            #expect(access(target, F_OK) != 0)
            #expect(mkdir(target, 0o755) == 0 && mkdir(target + "/a", 0o755) == 0)
            try makeFile(target + "/a/one byte", [9, 9])
            try makeFile(target + "/-x", [1])
            let before = Tree.differences(target, "/nowhere")
            let second = try restore { $0.dryRun = true }
            #expect(paths(second.skipped) == ["-x/-leading dash", "a/one byte"])
            let third = try restore { options in
                options.dryRun = true
                options.overwrite = .always
            }
            let replaced = third.changes?.filter { $0.kind == .changed } ?? []
            #expect(replaced.map(\.path) == [Array("a/one byte".utf8)])
            #expect(Tree.differences(target, "/nowhere") == before)
            let done = try restore { $0.overwrite = .always }
            #expect(
                done.restored == third.restored && done.skipped == third.skipped && done.unchanged == third.unchanged)
            let after = try restore { $0.dryRun = true }
            #expect(after.changes == [] && after.unchanged == 8 && after.skipped == third.skipped)
        }
    }

    @Test func `what is older is replaced, and what is newer stays`() throws {
        try withTree { test, target, restore in
            _ = try restore { _ in }
            try Tree.write([7], target, Array("a/one byte".utf8), modified: 1_000_000_000)
            try Tree.write([7, 7], target, Array("line\nbreak\ttab".utf8), modified: 1_000_000_000)
            try Tree.write([8, 8], target, Array("trailing space ".utf8), modified: 1_700_000_000)
            let report = try restore { $0.overwrite = .newer }
            #expect(report.restored == 2 && report.unchanged == 6)
            #expect(paths(report.skipped) == ["trailing space "])
            try #expect(contents(of: target + "/trailing space ") == [8, 8])
            try #expect(restore { $0.overwrite = .always }.restored == 1)
            #expect(Tree.differences(test.directory + "/source", target) == "")
        }
    }
}
