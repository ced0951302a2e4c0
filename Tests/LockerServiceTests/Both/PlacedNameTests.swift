import Foundation
import Glibc
import LockerAPI
import LockerBase
import LockerSync
import LockerTestSupport
import Testing

/// Things that have another name in a folder than in the library, as after a pull to a disk that takes one name for another:
/// here on one that does not, with names that are put into what is remembered.
@Suite struct PlacedNameTests {
    private static let name = "SONG (2).MP3"

    /// Both devices have `song.mp3` and `SONG.MP3`, and two of the latter things in a folder, too; in the folder of the
    /// second one they have other names.
    private func withNames(_ body: (TestDevice, TestDevice, TestDaemon) throws -> Void) throws {
        try TestDaemon.with { test in
            let one = try TestDevice("one", of: test.directory, socket: test.socket)
            let two = try TestDevice("two", of: test.directory, socket: test.socket)
            for file in ["song.mp3", "SONG.MP3", "Album/1", "ALBUM/1", "ALBUM/sub/2"] { try one.write(file, file) }
            try one.sync()
            try #expect(two.sync().received == 5)
            try call(two, "SONG.MP3", PlacedNameTests.name)
            try call(two, "ALBUM", "ALBUM (2)")
            let report = try two.sync()
            #expect(report.sent == 0 && report.received == 0 && report.removedThere == 0 && report.unchanged == 5)
            #expect(report.skipped.isEmpty && report.conflicts.isEmpty)
            try body(one, two, test)
        }
    }

    /// Gives what the library has at `path` another name in the folder of the device.
    private func call(_ device: TestDevice, _ path: String, _ name: String) throws {
        try device.rename(path, name)
        let file = try device.stateFile()
        var state = try #require(file.load())
        state.placed.add(Array(path.utf8), as: Array(name.utf8))
        try file.save(state)
    }

    private func expectRest(_ devices: [TestDevice]) throws {
        for device in devices {
            let report = try device.sync()
            #expect(report.sent == 0 && report.received == 0 && report.removedHere == 0 && report.removedThere == 0)
            #expect(report.skipped.isEmpty && report.conflicts.isEmpty)
        }
    }

    @Test func `an edit of what stands for a path goes to that path, and comes from it`() throws {
        try withNames { one, two, _ in
            try two.write(PlacedNameTests.name, "edited on two")
            try two.write("ALBUM (2)/1", "edited on two, too")
            try two.write("ALBUM (2)/new", "new on two")
            try #expect(two.sync().sent == 3)
            try #expect(one.sync().received == 3)
            try #expect(one.read("SONG.MP3") == "edited on two" && one.read("ALBUM/new") == "new on two")
            try #expect(one.paths().count == 6)
            try one.write("SONG.MP3", "edited on one")
            try one.write("ALBUM/sub/2", "edited on one, too")
            try one.sync()
            try #expect(two.sync().received == 2)
            try #expect(two.read(PlacedNameTests.name) == "edited on one")
            try #expect(two.read("ALBUM (2)/sub/2") == "edited on one, too")
            try #expect(two.paths().count == 6 && two.read("song.mp3") == "song.mp3")
            try expectRest([two, one])
        }
    }

    @Test func `removing what stands for a path removes the path, and the other way round`() throws {
        try withNames { one, two, test in
            try two.remove(PlacedNameTests.name)
            try #expect(two.sync().removedThere == 1)
            try #expect(one.sync().removedHere == 1)
            try #expect(one.paths() == ["ALBUM/1", "ALBUM/sub/2", "Album/1", "song.mp3"])
            try one.remove("ALBUM")
            try one.sync()
            try #expect(two.sync().removedHere == 2)
            try #expect(two.paths() == ["Album/1", "song.mp3"])
            try expectRest([two, one])
            try #expect(two.stateFile().load()?.placed.isEmpty == true)
            // A file that is called so from now on is one of its own.
            try two.write(PlacedNameTests.name, "its own")
            try two.sync()
            try one.sync()
            try #expect(one.read(PlacedNameTests.name) == "its own")
        }
    }

    @Test func `what has the name that stands for something has another one here`() throws {
        try withNames { one, two, _ in
            try one.write(PlacedNameTests.name, "called so in the library")
            try one.sync()
            let passed = try two.sync()
            #expect(passed.received == 0 && passed.removedThere == 0 && passed.sent == 0)
            #expect(passed.skipped.map(\.path) == [Array(PlacedNameTests.name.utf8)])
            let report = try two.sync { $0.nameClash = .rename }
            #expect(report.received == 1 && report.skipped.isEmpty)
            #expect(report.placedAs.map(\.placedAs) == [Array("SONG (2) (2).MP3".utf8)])
            try #expect(two.read("SONG (2) (2).MP3") == "called so in the library")
            try #expect(two.read(PlacedNameTests.name) == "SONG.MP3")
            try expectRest([two, one])
            try two.write("SONG (2) (2).MP3", "edited")
            try #expect(two.sync().sent == 1 && one.sync().received == 1)
            try #expect(one.read(PlacedNameTests.name) == "edited" && one.read("SONG.MP3") == "SONG.MP3")
        }
    }

    @Test func `what changed on both sides is kept twice, and the library's stands where it stood`() throws {
        try withNames { one, two, _ in
            try one.write("SONG.MP3", "of one")
            try two.write(PlacedNameTests.name, "of two!")
            try one.sync()
            let report = try two.sync()
            let kept = String(decoding: try #require(report.conflicts.first?.keptAs), as: UTF8.self)
            #expect(kept.hasPrefix("SONG (conflict, "))
            try #expect(two.read(PlacedNameTests.name) == "of one" && two.read(kept) == "of two!")
            try one.sync()
            try #expect(one.read("SONG.MP3") == "of one" && one.read(kept) == "of two!")
            try expectRest([two, one])
        }
    }

    @Test func `a name that stood for what is removed is no stand for what has it in the library`() throws {
        try withNames { one, two, _ in
            try one.remove("SONG.MP3")
            try one.write(PlacedNameTests.name, "its own")
            try one.sync()
            let report = try two.sync()
            #expect(report.removedHere == 1 && report.received == 1 && report.skipped.isEmpty)
            try #expect(two.read(PlacedNameTests.name) == "its own")
            try expectRest([two, one])
            try #expect(one.read(PlacedNameTests.name) == "its own" && one.inode("SONG.MP3") == nil)
        }
        try withNames { one, two, _ in
            try two.remove(PlacedNameTests.name)
            try one.write(PlacedNameTests.name, "its own")
            try one.sync()
            try #expect(two.sync { $0.nameClash = .rename }.removedThere == 1)
            try one.sync()
            try expectRest([two, one])
            try #expect(one.read(PlacedNameTests.name) == "its own" && one.inode("SONG.MP3") == nil)
            try #expect(two.paths().count == 5)
        }
    }

    @Test func `what gets its own name back is what it is called`() throws {
        try withNames { one, two, test in
            try two.rename(PlacedNameTests.name, "SONG.MP3")
            try expectRest([two, one])
            try two.write(PlacedNameTests.name, "a new file")
            try #expect(two.sync().sent == 1 && one.sync().received == 1)
            try #expect(one.read("SONG.MP3") == "SONG.MP3" && one.read(PlacedNameTests.name) == "a new file")
            let placed = try #require(try two.stateFile().load()?.placed)
            #expect(placed.name(of: Array("SONG.MP3".utf8)) == nil && !placed.isEmpty)
        }
    }

    @Test func `a rename of what stands for a path is one of the path`() throws {
        try withNames { one, two, _ in
            try two.rename(PlacedNameTests.name, "Another.mp3")
            let report = try two.sync()
            #expect(report.renamedThere == 1 && report.sent == 0 && report.sentBytes == 0)
            try one.sync()
            try #expect(one.read("Another.mp3") == "SONG.MP3")
            try one.rename("ALBUM/1", "ALBUM/sub/1")
            try one.sync()
            try #expect(two.sync().renamedHere == 1)
            try #expect(two.read("ALBUM (2)/sub/1") == "ALBUM/1")
            try expectRest([two, one])
        }
    }

    @Test func `what is left out under that name is not gone`() throws {
        try withNames { one, two, _ in
            let leaveOut: (inout BothOptions) -> Void = {
                $0.sync.rules = IgnoreRules(patterns: [Array("* (2)*".utf8)])
            }
            for _ in 0..<2 { try #expect(two.sync(leaveOut).removedThere == 0) }
            try #expect(one.sync().removedHere == 0)
            let report = try two.sync()
            #expect(report.sent == 0 && report.removedThere == 0 && report.conflicts.isEmpty)
            try #expect(two.paths().count == 5)
        }
    }

    @Test func `a sync of one way knows of it`() throws {
        try withNames { one, two, test in
            try two.write(PlacedNameTests.name, "edited")
            var options = SyncOptions()
            (options.stateFolder, options.delete, options.fromHere) = (two.state, true, true)
            let report = try Sync(connection: test.connect(), directory: two.folder, options: options).run()
            #expect(report.uploaded >= 1 && report.removed == 0)
            try one.sync()
            try #expect(one.read("SONG.MP3") == "edited" && one.paths().count == 5)
            try expectRest([two, one])
        }
    }

    private func restore(
        to device: TestDevice, _ test: TestDaemon, _ change: (inout RestoreOptions) -> Void = { _ in }
    ) throws -> RestoreReport {
        var options = RestoreOptions()
        (options.stateFolder, options.nameClash) = (device.state, .rename)
        change(&options)
        return try Restorer(connection: try test.connect(), directory: device.folder, options: options).run()
    }

    @Test func `a restore brings things back to where they stood`() throws {
        try withNames { one, two, test in
            for path in [PlacedNameTests.name, "ALBUM (2)/1"] { try two.remove(path) }
            try #expect(restore(to: two, test) { $0.dryRun = true }.restored == 2)
            let report = try restore(to: two, test)
            #expect(report.restored == 2 && report.unchanged == 3)
            #expect(report.skipped.isEmpty && report.placedAs.isEmpty)
            try #expect(two.read(PlacedNameTests.name) == "SONG.MP3" && two.read("ALBUM (2)/1") == "ALBUM/1")
            try #expect(two.paths().count == 5)
            try expectRest([two, one])
        }
    }

    @Test(arguments: [OverwriteRule.never, .always])
    func `a restore gives another name to what has the name that stands for something`(rule: OverwriteRule) throws {
        try withNames { one, two, test in
            try one.write(PlacedNameTests.name, "called so in the library")
            try one.write("ALBUM (2)/1", "in a folder that is")
            try one.sync()
            let report = try restore(to: two, test) { $0.overwrite = rule }
            #expect(report.restored == 2 && report.unchanged == 5 && report.skipped.isEmpty)
            #expect(
                report.placedAs.map { String(decoding: $0.placedAs, as: UTF8.self) } == [
                    "ALBUM (2) (2)", "SONG (2) (2).MP3",
                ])
            try #expect(two.read("SONG (2) (2).MP3") == "called so in the library")
            try #expect(two.read("ALBUM (2) (2)/1") == "in a folder that is")
            try #expect(two.read(PlacedNameTests.name) == "SONG.MP3" && two.read("ALBUM (2)/1") == "ALBUM/1")
            // The names are remembered.
            let known = try restore(to: two, test) { $0.overwrite = rule }
            #expect(known.restored == 0 && known.unchanged == 7 && known.placedAs.isEmpty)
            try expectRest([two, one])
        }
    }

    /// Then things are what they are called, and nothing is removed.
    @Test func `where it is forgotten, nothing is lost`() throws {
        try withNames { one, two, _ in
            try FileManager.default.removeItem(atPath: two.state)
            let report = try two.sync()
            #expect(report.removedThere == 0 && report.removedHere == 0 && report.sent == 3 && report.received == 3)
            try one.sync()
            try #expect(one.tree() == two.tree() && one.paths().count == 8)
        }
    }
}
