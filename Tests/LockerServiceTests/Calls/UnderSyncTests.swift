import Glibc
import LockerAPI
import LockerBase
import LockerClient
import LockerSync
import LockerTestSupport
import Testing

/// Folders that share a library, each below a folder of its own.
@Suite struct UnderSyncTests {
    private func sync(
        _ test: TestDaemon, _ folder: String, _ under: String?, _ change: (inout SyncOptions) -> Void = { _ in }
    ) throws -> SyncReport {
        var options = test.syncOptions()
        options.under = try under.map { try EntryPath($0) }
        change(&options)
        return try Sync(connection: try test.connect(), directory: folder, options: options).run()
    }

    private func held(_ test: TestDaemon) throws -> [String] {
        var paths: [String] = []
        let reader = LibraryReader(connection: try test.connect(), library: "main")
        _ = try reader.forEachPage { (entries) throws(LockerError) in
            paths += entries.map { String(decoding: $0.path, as: UTF8.self) }
        }
        return paths
    }

    /// Two folders, with a file each and one below a folder.
    private func folders(_ test: TestDaemon) throws -> (music: String, photos: String) {
        let folders = (test.directory + "/music", test.directory + "/photos")
        for folder in [folders.0, folders.1] {
            #expect(mkdir(folder, 0o755) == 0 && mkdir(folder + "/sub", 0o755) == 0)
            try makeFile(folder + "/a", Array(folder.utf8))
            try makeFile(folder + "/sub/b", Array(folder.utf8))
        }
        usleep(50_000)  // files that are too young are not remembered
        return folders
    }

    @Test(arguments: SyncOptions.Transfer.allCases)
    func `each has its place, its memory and its deletions`(transfer: SyncOptions.Transfer) throws {
        try TestDaemon.with { test in
            let (music, photos) = try folders(test)
            try #expect(sync(test, music, "Music") { $0.transfer = transfer }.uploaded == 2)
            try #expect(sync(test, photos, "My/Photos") { $0.transfer = transfer }.uploaded == 2)
            let all = ["Music/a", "Music/sub/b", "My/Photos/a", "My/Photos/sub/b"]
            try #expect(held(test) == all)
            try #expect(sync(test, music, "Music").unchanged == 2)
            try #expect(sync(test, photos, "My/Photos").unchanged == 2)
            #expect(unlink(photos + "/a") == 0)
            let report = try sync(test, photos, "My/Photos") { $0.delete = true }
            #expect(report.removed == 1 && report.unchanged == 1 && report.cameFrom == nil)
            try #expect(held(test) == all.filter { $0 != "My/Photos/a" })
            try #expect(sync(test, music, "Music") { $0.delete = true }.removed == 0)
            try #expect(sync(test, music, "Music") { $0.rehash = true }.files == 2)
        }
    }

    @Test func `another place is another memory`() throws {
        try TestDaemon.with { test in
            let (music, _) = try folders(test)
            try #expect(sync(test, music, "one").uploaded == 2)
            try #expect(sync(test, music, "two").uploaded == 2)
            try #expect(sync(test, music, nil).uploaded == 2)
            try #expect(held(test) == ["a", "one/a", "one/sub/b", "sub/b", "two/a", "two/sub/b"])
            for under in ["one", "two", nil] { try #expect(sync(test, music, under).unchanged == 2) }
        }
    }

    @Test func `who only adds to a folder of the library does not delete by it`() throws {
        try TestDaemon.with { test in
            let (music, photos) = try folders(test)
            try #expect(sync(test, music, "all").uploaded == 2)
            #expect(unlink(photos + "/a") == 0 && rename(photos + "/sub/b", photos + "/c") == 0)
            #expect(rmdir(photos + "/sub") == 0)
            try #expect(sync(test, photos, "all").uploaded == 1)
            let error = #expect(throws: LockerError.self) { try sync(test, photos, "all") { $0.delete = true } }
            #expect(error?.code == .failedPrecondition && error?.message.contains("--from-here") == true)
            let told = try sync(test, photos, "all") { ($0.delete, $0.dryRun) = (true, true) }
            #expect(told.removed == 2 && told.warnings.contains { $0.contains("--from-here") })
            try #expect(held(test) == ["all/a", "all/c", "all/sub/b"])
            try #expect(sync(test, photos, "all") { ($0.delete, $0.fromHere) = (true, true) }.removed == 2)
            try #expect(sync(test, photos, "all") { $0.delete = true }.removed == 0)
            try #expect(held(test) == ["all/c"])
        }
    }

    @Test func `an empty folder takes nothing away, and nothing goes below a file`() throws {
        try TestDaemon.with { test in
            let (music, photos) = try folders(test)
            try #expect(sync(test, music, nil).uploaded == 2)
            let inTheWay = #expect(throws: LockerError.self) { try sync(test, photos, "a/photos") }
            #expect(inTheWay?.code == .failedPrecondition && inTheWay?.message.contains("--under") == true)
            try #expect(sync(test, photos, "photos").uploaded == 2)
            for path in ["/a", "/sub/b"] { #expect(unlink(photos + path) == 0) }
            let empty = #expect(throws: LockerError.self) { try sync(test, photos, "photos") { $0.delete = true } }
            #expect(empty?.code == .failedPrecondition && empty?.message.contains("below photos") == true)
            try #expect(held(test) == ["a", "photos/a", "photos/sub/b", "sub/b"])
        }
    }

    @Test func `a scan knows what was sent there`() throws {
        try TestDaemon.with { test in
            let (music, _) = try folders(test)
            let under = try EntryPath("Music")
            func verdicts() throws -> [ScannedFile.Verdict] {
                try Scan(
                    connection: try test.connect(), directory: Array(music.utf8), under: under,
                    stateFolder: test.directory + "/state"
                ).run().files.map(\.verdict)
            }
            try #expect(verdicts() == [.upload, .upload])
            try #expect(sync(test, music, "Music").uploaded == 2)
            try #expect(verdicts() == [.yours, .yours])
        }
    }
}
