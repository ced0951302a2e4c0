import Glibc
import LockerAPI
import LockerBase
import LockerClient
import LockerSync
import LockerTestSupport
import Testing

/// A library becomes what it was.
@Suite struct ReversionTests {
    private func held(_ reader: LibraryReader, _ revision: UInt64? = nil) throws -> [String: String] {
        var held: [String: String] = [:]
        _ = try reader.forEachPage(revision: revision) { page in
            for entry in page { held[ModelHistory.path(entry)] = ModelHistory.told(entry) }
        }
        return held
    }

    @Test func `each old revision can be had again, in one step`() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            let model = try ModelHistory(connection, revisions: 10, seed: 8)
            let reader = LibraryReader(connection: connection, library: "main")
            var newest = UInt64(model.newest)
            for old in [1, 7, 3, 10, 2] as [UInt64] {
                let reversion = Reversion(of: reader, to: old)
                let before = try held(reader)
                let wish = try reversion.rehearse()
                try #expect(wish.revision == newest && held(reader) == before)
                let report = try reversion.run(lists: true)
                newest += 1
                #expect(report.revision == newest && report.old == old && report.warnings.isEmpty)
                let changes = try #require(report.changes)
                #expect(changes.map(\.path) == wish.changes?.map(\.path) && UInt64(changes.count) == wish.count)
                #expect(report.added == wish.added && report.changed == wish.changed && report.removed == wish.removed)
                try #expect(held(reader) == model.revisions[Int(old)])
                let again = try reversion.run()
                #expect(again.revision == newest && again.count == 0 && again.changes == nil)
            }
            try #expect(held(reader, 5) == model.revisions[5], "those between are as they were")
        }
    }

    @Test func `a revision that is not kept is refused`() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            let model = try ModelHistory(connection, revisions: 4, seed: 9)
            let reader = LibraryReader(connection: connection, library: "main")
            _ = try connection.call(AdminMethods.expire, .with { $0.keepLast = 2 })
            for old in [1, 2, 5] as [UInt64] {
                let error = #expect(throws: LockerError.self) { try Reversion(of: reader, to: old).run() }
                #expect(error?.code == .notFound && error?.message.contains("revision \(old)") == true)
            }
            try #expect(reader.newestNumber() == 4 && held(reader) == model.revisions[4])
            try #expect(Reversion(of: reader, to: 3).run().revision == 5)
        }
    }

    @Test func `files come back with times and bits, and nothing is sent`() throws {
        try TestDaemon.with { test in
            let source = test.directory + "/source"
            try Tree.make(at: source, seed: 31)
            var options = test.syncOptions()
            options.delete = true
            func sync() throws -> SyncReport {
                try Sync(connection: try test.connect(), directory: source, options: options).run()
            }
            try #expect(sync().revision == 1)
            #expect(Shell.run("cp -a \"$0\" \"$1\"", source, test.directory + "/first") == "")
            #expect(unlink(source + "/a/one byte") == 0 && mkdir(source + "/a/one byte", 0o700) == 0)
            try Tree.write([1, 2, 3], source, Array("a/b/song.mp3".utf8), modified: 1_400_000_000)
            try Tree.write([4], source, Array("a/one byte/new".utf8), modified: 1_400_000_000)
            #expect(chmod(source + "/a/empty.mp3", 0o600) == 0)
            #expect(rmdir(source + "/empty folder") == 0 && unlink(source + "/a/link") == 0)
            try #expect(sync().revision == 2)
            let stored = try test.connect().call(AdminMethods.stats, .init()).storedBytes
            let reader = LibraryReader(connection: try test.connect(), library: "main")
            try #expect(Reversion(of: reader, to: 1).run().revision == 3)
            try #expect(test.connect().call(AdminMethods.stats, .init()).storedBytes == stored)
            let target = test.directory + "/target"
            _ = try Restorer(connection: try test.connect(), directory: target).run()
            #expect(Tree.differences(test.directory + "/first", target) == "")
            var changes = 0
            _ = try reader.forEachChangePage(since: 1) { changes += $0.count }
            #expect(changes == 0)
        }
    }
}
