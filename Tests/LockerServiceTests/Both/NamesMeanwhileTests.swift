import Foundation
import LockerBase
import LockerSync
import LockerTestSupport
import Testing

/// Another process gives things of a folder other names while that is synced, as a restore does.
@Suite struct NamesMeanwhileTests {
    private func withNames(
        _ body: (TestDevice, TestDevice, HookedProgress, TestDaemon) throws -> Void
    ) throws {
        try TestDaemon.with { test in
            let one = try TestDevice("one", of: test.directory, socket: test.socket)
            let two = try TestDevice("two", of: test.directory, socket: test.socket)
            for file in ["a", "b"] { try one.write(file, file) }
            try one.sync()
            try two.sync()
            let (file, placed) = (try two.stateFile(), names)
            let hook = HookedProgress {
                do {
                    _ = try file.save(placed, since: PlacedNames())
                    try two.rename("b", "b (2)")
                } catch {
                    Issue.record(error)
                }
            }
            try body(one, two, hook, test)
            #expect(file.load()?.placed == placed)
            let report = try two.sync()
            #expect(report.sent == 0 && report.removedThere == 0 && report.received == 0 && report.skipped.isEmpty)
            try one.sync()
            try #expect(one.read("b") == "b" && one.inode("b (2)") == nil)
        }
    }

    private var names: PlacedNames {
        var names = PlacedNames()
        names.add(Array("b".utf8), as: Array("b (2)".utf8))
        return names
    }

    @Test func `a sync both ways leaves them`() throws {
        try withNames { one, two, hook, _ in
            try one.write("c", "c")
            try one.sync()
            try #expect(two.sync(observer: hook).received == 1)
        }
    }

    @Test func `a sync of one way leaves them`() throws {
        try withNames { _, two, hook, test in
            try two.write("c", "c")
            var options = SyncOptions()
            (options.stateFolder, options.fromHere) = (two.state, true)
            let report = try Sync(connection: test.connect(), directory: two.folder, options: options).run(hook)
            #expect(report.uploaded == 1)
        }
    }
}
