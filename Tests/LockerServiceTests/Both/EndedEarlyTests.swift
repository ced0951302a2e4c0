import Foundation
import Glibc
import LockerAPI
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// What a run did before its end counts, however it ends.
@Suite struct EndedEarlyTests {
    @Test func `what was brought before the connection ended is not taken for changed here`() throws {
        try TestDaemon.with { test in
            let one = try TestDevice("one", of: test.directory, socket: test.socket)
            let two = try TestDevice("two", of: test.directory, socket: test.socket)
            let names = (0..<60).map { "file \(100 + $0)" }
            let large = [UInt8](repeating: 1, count: 100_000)
            for name in names.prefix(40) { try one.write(name, "first") }
            try one.write("both", "first")
            try one.sync()
            try two.sync()
            for name in names { try one.write(name, large + Array(name.utf8)) }
            try one.write("both", "edited on one")
            try one.sync()
            try two.write("both", "edited on two")

            let connection = try LockerConnection(socket: test.socket)
            var options = BothOptions()
            options.sync.stateFolder = two.state
            options.sync.threads = 1
            let both = BothWays(connection: connection, directory: Array(two.folder.utf8), options: options)
            var report = BothReport()
            let observer = HookedProgress(atFirstFile: true) { _ = both.stop() }
            #expect(throws: LockerError.self) { try both.run(observer, &report) }
            #expect(report.conflicts.count == 1 && report.received > 0 && report.received < 60)

            for name in names.prefix(40) { try one.write(name, "third") }
            for name in names.suffix(20) { try one.remove(name) }
            try one.sync()
            try #expect(two.sync().conflicts.isEmpty)
            try one.sync()
            try #expect(one.tree() == two.tree() && one.paths().count == 42)
        }
    }

    @Test func `times and permission bits that came are counted, and what is equal is unchanged`() throws {
        try TestDaemon.with { test in
            let one = try TestDevice("one", of: test.directory, socket: test.socket)
            let two = try TestDevice("two", of: test.directory, socket: test.socket)
            for name in ["a", "b", "c"] { try one.write(name, name) }
            try one.sync()
            try two.sync()
            #expect(chmod("\(one.folder)/a", 0o700) == 0)
            try one.sync()
            let report = try two.sync()
            #expect(report.adjusted == 1 && report.unchanged == 2 && report.received == 0)
            try #expect(one.tree() == two.tree())
            try FileManager.default.removeItem(atPath: two.state)
            let again = try two.sync()
            #expect(again.adjusted == 0 && again.unchanged == 3)
        }
    }

    @Test func `a library that is gone is not made anew by itself`() throws {
        try TestDaemon.with { test in
            let one = try TestDevice("one", of: test.directory, socket: test.socket)
            try one.write("a", "a")
            try one.sync()
            let connection = try test.connect()
            let rename = Locker_V1_RenameLibraryRequest.with { ($0.library, $0.name) = ("main", "music") }
            _ = try connection.call(LockerMethods.renameLibrary, rename)
            let error = #expect(throws: LockerError.self) { try one.sync() }
            #expect(error?.code == .notFound && error?.message.contains("renamed or deleted") == true)
            try #expect(one.sync { $0.sync.library = "music" }.unchanged == 1)
            try #expect(one.sync { $0.allowsEmptying = true }.sent == 1)
        }
    }
}
