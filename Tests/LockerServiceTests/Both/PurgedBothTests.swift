import Foundation
import LockerAPI
import LockerBase
import LockerClient
import LockerSync
import LockerTestSupport
import Testing

/// What becomes of a purged file on devices, and in what is told of old revisions.
@Suite struct PurgedBothTests {
    @discardableResult
    private func purge(_ paths: [String], _ test: TestDaemon) throws -> Locker_V1_PurgeResponse {
        let connection = try test.connect()
        defer { connection.close() }
        var request = Locker_V1_PurgeRequest()
        request.library = "main"
        request.paths = paths.map { Data($0.utf8) }
        request.recursive = true
        return try connection.call(LockerMethods.purge, request)
    }

    @Test func `it goes from every device that has a base, and stays away`() throws {
        try TestDaemon.with { test in
            let one = try TestDevice("one", of: test.directory, socket: test.socket)
            let two = try TestDevice("two", of: test.directory, socket: test.socket)
            for name in ["a", "b", "c", "private/x", "private/y"] { try one.write(name, name) }
            try one.sync()
            try two.sync()
            try one.write("a", "edited since")
            try one.sync()
            #expect(try purge(["private"], test).versions == 2)
            for device in [one, two] {
                #expect(try device.sync().removedHere == 2)
                #expect(try device.paths() == ["a", "b", "c"])
            }
            let report = try one.sync()
            #expect(report.sent == 0 && report.received == 0 && report.conflicts.isEmpty)
        }
    }

    @Test func `what was changed on a device is not lost with it`() throws {
        try TestDaemon.with { test in
            let one = try TestDevice("one", of: test.directory, socket: test.socket)
            for name in ["a", "b", "c", "private"] { try one.write(name, name) }
            try one.sync()
            try purge(["private"], test)
            try one.write("private", "another text")
            let report = try one.sync()
            #expect(report.conflicts.count == 1 && report.conflicts[0].keptAs == nil)
            try #expect(one.read("private") == "another text")
        }
    }

    @Test func `no history tells of it`() throws {
        try TestDaemon.with { test in
            let one = try TestDevice("one", of: test.directory, socket: test.socket)
            for name in ["a", "private", "private too"] { try one.write(name, name) }
            try one.sync()
            try one.write("private", "private, again")
            try one.sync()
            try purge(["private"], test)
            let connection = try test.connect()
            defer { connection.close() }
            let reader = LibraryReader(connection: connection, library: "main")
            var found: [String] = []
            _ = try HistorySearch(of: reader, PathGlob(Array("private*".utf8))).run {
                (path, spans) throws(LockerError) in
                found.append("\(String(decoding: path.key, as: UTF8.self)) \(spans.map(\.first))")
            }
            #expect(found == ["private too [1]"])
            try #expect(reader.versions(of: EntryPath("private")).isEmpty)
            for (from, to) in [(1, 3), (3, 1), (2, 3)] as [(UInt64, UInt64)] {
                var changes = 0
                try reader.forEachChangePage(from: from, to: to) { (page) throws(LockerError) in changes += page.count }
                #expect(changes == 0)
            }
            let report = try Reversion(of: reader, to: 1).run()
            #expect(report.revision == 3 && report.count == 0)
        }
    }
}
