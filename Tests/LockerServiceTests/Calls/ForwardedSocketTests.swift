import Glibc
import LockerAPI
import LockerBase
import LockerSync
import LockerTestSupport
import Testing

@Suite struct ForwardedSocketTests {
    @Test func `sync, restore and get go through a socket that passes no descriptors, and say so once`() throws {
        try TestDaemon.with { test in
            let source = test.directory + "/source"
            try Tree.make(at: source, seed: 11)
            try Relay.with(at: test.directory + "/r", to: test.socket) { socket in
                let connection = try LockerConnection(socket: socket)
                let report = try Sync(connection: connection, directory: source, options: test.syncOptions()).run()
                #expect(report.uploaded == 9 && report.skipped.isEmpty && report.sentBytes == report.logicalBytes)
                #expect(report.warnings.count == 1)
                let again = try Sync(connection: connection, directory: source, options: test.syncOptions()).run()
                #expect(again.unchanged == 9 && again.warnings.isEmpty)

                let target = test.directory + "/target"
                let restored = try Restorer(connection: connection, directory: target).run()
                #expect(restored.restored == 9 && restored.skipped.isEmpty && restored.warnings.count == 1)
                #expect(Tree.differences(source, target) == "")

                var notes: [String] = []
                let fetch = FileFetch(connection: connection, library: "main") { notes.append($0) }
                let output = test.directory + "/song"
                #expect(try fetch.fetch(EntryPath("a/b/song.mp3"), to: Array(output.utf8)) == 700_000)
                #expect(try contents(of: output) == contents(of: source + "/a/b/song.mp3") && notes.count == 1)
                var (was, now) = (stat(), stat())
                #expect(stat(source + "/a/b/song.mp3", &was) == 0 && stat(output, &now) == 0)
                #expect(was.st_mtim.tv_nsec == now.st_mtim.tv_nsec && was.st_mode == now.st_mode)
            }
        }
    }

    @Test func `a socket that passes them is used as it is`() throws {
        try TestDaemon.with { test in
            let source = test.directory + "/source"
            try Tree.make(at: source, seed: 12)
            let report = try Sync(connection: try test.connect(), directory: source, options: test.syncOptions()).run()
            #expect(report.sentBytes == Tree.shortBytes && report.warnings.isEmpty)
            let restored = try Restorer(connection: try test.connect(), directory: test.directory + "/target").run()
            #expect(restored.warnings.isEmpty)
        }
    }
}
