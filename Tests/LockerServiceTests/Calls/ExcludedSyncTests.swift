import Glibc
import LockerAPI
import LockerBase
import LockerClient
import LockerSync
import LockerTestSupport
import Testing

/// What is left out is neither sent nor missed.
@Suite struct ExcludedSyncTests {
    private func make(_ folder: String, _ paths: [String]) throws {
        for path in paths {
            var place = folder
            for component in path.split(separator: "/").dropLast() {
                place += "/\(component)"
                mkdir(place, 0o755)
            }
            try makeFile("\(folder)/\(path)", Array(path.utf8))
        }
    }

    private func source(_ test: TestDaemon, _ paths: [String]) throws -> String {
        let source = test.directory + "/source"
        #expect(mkdir(source, 0o755) == 0)
        try make(source, paths)
        usleep(50_000)  // files that are too young are not remembered
        return source
    }

    private func sync(
        _ test: TestDaemon, _ source: String, _ patterns: String..., change: (inout SyncOptions) -> Void = { _ in }
    ) throws -> SyncReport {
        var options = test.syncOptions()
        options.rules = IgnoreRules(patterns: patterns.map { Array($0.utf8) })
        change(&options)
        return try Sync(connection: try test.connect(), directory: source, options: options).run()
    }

    private func held(_ test: TestDaemon, _ library: String = "main") throws -> [String] {
        var paths: [String] = []
        let reader = LibraryReader(connection: try test.connect(), library: library)
        _ = try reader.forEachPage { (entries) throws(LockerError) in
            paths += entries.map { String(decoding: $0.path, as: UTF8.self) }
        }
        return paths
    }

    @Test func `patterns that change have effect in the next sync`() throws {
        try TestDaemon.with { test in
            let source = try source(test, ["a.wav", "b.mp3", "c/.DS_Store", "c/d.wav"])
            let first = try sync(test, source, "*.wav")
            #expect(first.uploaded == 1 && first.excluded == 3 && first.skipped.isEmpty)
            try #expect(held(test) == ["b.mp3", "c"])
            let second = try sync(test, source)
            #expect(second.uploaded == 2 && second.unchanged == 1 && second.excluded == 1)
            try #expect(held(test) == ["a.wav", "b.mp3", "c/d.wav"])
            try makeFile(source + "/.lockerignore", Array("/a.wav".utf8))
            let third = try sync(test, source)
            #expect(third.uploaded == 1 && third.unchanged == 2 && third.excluded == 2)
            try #expect(held(test) == [".lockerignore", "a.wav", "b.mp3", "c/d.wav"])
            try #expect(sync(test, source).excluded == 2)
        }
    }

    @Test func `what is left out stays in the library, whether it is there or not`() throws {
        try TestDaemon.with { test in
            let source = try source(test, ["a.wav", "b.wav", "c/d.wav", "c/e", "f/g/h", "i", "j"])
            try #expect(sync(test, source).uploaded == 7)
            for path in ["b.wav", "f/g/h", "j"] { #expect(unlink("\(source)/\(path)") == 0) }
            for path in ["f/g", "f"] { #expect(rmdir("\(source)/\(path)") == 0) }
            let report = try sync(test, source, "*.wav", "g/") { $0.delete = true }
            #expect(report.removed == 1 && report.excluded == 2 && report.skipped.isEmpty)
            try #expect(held(test) == ["a.wav", "b.wav", "c/d.wav", "c/e", "f/g/h", "i"])
        }
    }

    @Test func `a file of patterns in a folder protects what is below it, and the command line says otherwise`() throws
    {
        try TestDaemon.with { test in
            let source = try source(test, ["a/x.tmp", "a/y.tmp", "a/z", "b/x.tmp", "b/y"])
            try #expect(sync(test, source).uploaded == 5)
            try make(source, ["a/.lockerignore"])
            try makeFile(source + "/a/.lockerignore", Array("*.tmp".utf8))
            for path in ["a/x.tmp", "b/x.tmp"] { #expect(unlink("\(source)/\(path)") == 0) }
            let report = try sync(test, source, "!/a/y.tmp") { $0.delete = true }
            #expect(report.removed == 1 && report.excluded == 0)
            try #expect(held(test) == ["a/.lockerignore", "a/x.tmp", "a/y.tmp", "a/z", "b/y"])
        }
    }

    /// A folder in which nothing else is looks as that of a disk that is not mounted.
    @Test func `the guard against an empty folder does not miss what is left out`() throws {
        try TestDaemon.with { test in
            let source = try source(test, ["a/b.wav", "c"])
            try #expect(sync(test, source).uploaded == 2)
            let first = try sync(test, source, "*.wav") { $0.delete = true }
            #expect(first.removed == 0 && first.skipped.isEmpty)
            let second = try sync(test, source, "*") { $0.delete = true }
            #expect(second.removed == 0 && second.skipped.isEmpty)
            try #expect(held(test) == ["a/b.wav", "c"])
            #expect(unlink(source + "/a/b.wav") == 0 && unlink(source + "/c") == 0)
            try make(source, [".DS_Store", "a/.DS_Store"])
            let error = #expect(throws: LockerError.self) { try sync(test, source) { $0.delete = true } }
            #expect(error?.code == .failedPrecondition && error?.message.contains("left out") == true)
            try #expect(held(test) == ["a/b.wav", "c"])
        }
    }

    @Test func `a file in the place of what stays is passed over`() throws {
        try TestDaemon.with { test in
            let source = try source(test, ["a/b.wav", "c"])
            try #expect(sync(test, source).uploaded == 2)
            #expect(unlink(source + "/a/b.wav") == 0 && rmdir(source + "/a") == 0)
            try make(source, ["a"])
            let report = try sync(test, source, "*.wav") { $0.delete = true }
            #expect(report.skipped.map { EntryPath.printable($0.path) } == ["a"])
            #expect(report.skipped.first?.reason.contains("a/b.wav") == true)
            try #expect(held(test) == ["a/b.wav", "c"])
        }
    }

    @Test func `a cache keeps what the library has of it`() throws {
        try TestDaemon.with { test in
            let source = try source(test, ["a/b", "c"])
            try #expect(sync(test, source).uploaded == 2)
            let tag = "Signature: 8a477f597d28d172789f06886806bc55"
            try makeFile(source + "/a/CACHEDIR.TAG", Array(tag.utf8))
            #expect(unlink(source + "/a/b") == 0)
            let report = try sync(test, source) { $0.delete = true }
            #expect(report.removed == 0 && report.uploaded == 1)
            try #expect(held(test) == ["a/CACHEDIR.TAG", "a/b", "c"])
        }
    }

    @Test func `a dry run lists what is left out, and with all what stays too`() throws {
        try TestDaemon.with { test in
            let source = try source(test, ["a", "b.wav"])
            let told = try sync(test, source, "*.wav") { $0.dryRun = true }
            #expect(told.exclusions?.map(\.path.description) == ["b.wav"] && told.unchangedItems == nil)
            #expect(told.changes?.map { EntryPath.printable($0.path) } == ["a"])
            let done = try sync(test, source, "*.wav") { $0.lists = true }
            #expect(done.exclusions?.map(\.why.reason) == ["excluded by --exclude *.wav"])
            let again = try sync(test, source, "*.wav") { $0.lists = true }
            #expect(again.unchangedItems?.map(\.path.description) == ["a"] && again.changes ?? [] == [])
            try #expect(sync(test, source).exclusions == nil)
        }
    }

    @Test func `names that not every device can hold are told`() throws {
        try TestDaemon.with { test in
            let source = try source(test, ["A/x", "a/x", "e\u{301}", "\u{E9}", "b.tmp", "B.tmp", "c"])
            let report = try sync(test, source, "*.tmp")
            #expect(report.warnings.count == 1 && report.uploaded == 5)
            #expect(report.warnings.first?.contains("A and a differ") == true)
            #expect(report.warnings.first?.contains("1 more pair") == true)
            try makeFile(source + "/.lockerignore", [UInt8](repeating: UInt8(ascii: "x"), count: 5000))
            let warnings = try sync(test, source, "*.tmp").warnings
            #expect(warnings.count == 2 && warnings.first?.contains(".lockerignore, line 1") == true)
        }
    }
}
