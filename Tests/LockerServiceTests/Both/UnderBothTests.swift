import Foundation
import Glibc
import LockerAPI
import LockerBase
import LockerClient
import LockerSync
import LockerTestSupport
import Testing

/// Folders that are kept in step with a folder of a library each.
@Suite struct UnderBothTests {
    /// A device with all of the library, one with what is below `Music`, and one with what is below `My/Photos`; each of
    /// the latter two has sent `files`, and all are in step.
    private func withDevices(
        _ files: [String] = ["a", "sub/b", "c"],
        _ body: (_ all: TestDevice, _ music: TestDevice, _ photos: TestDevice, TestDaemon) throws -> Void
    ) throws {
        try TestDaemon.with { test in
            let all = try TestDevice("all", of: test.directory, socket: test.socket)
            var music = try TestDevice("music", of: test.directory, socket: test.socket)
            var photos = try TestDevice("photos", of: test.directory, socket: test.socket)
            (music.under, photos.under) = ("Music", "My/Photos")
            for device in [music, photos] {
                for file in files { try device.write(file, "\(file) of \(device.under ?? "")") }
                try #expect(device.sync().sent == files.count)
            }
            try #expect(all.sync().received == 2 * files.count)
            try body(all, music, photos, test)
        }
    }

    /// That the devices have what the first one has in their folders of it.
    private func expectInStep(_ all: TestDevice, _ others: [TestDevice]) throws {
        let tree = try all.tree()
        for device in others {
            let start = (device.under ?? "") + "/"
            var part: [String: TestDevice.Thing] = [:]
            for (path, thing) in tree where path.hasPrefix(start) { part[String(path.dropFirst(start.count))] = thing }
            try #expect(device.tree() == part)
        }
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func `each is in step with its own, and hears of nothing else`() throws {
        try withDevices { all, music, photos, _ in
            try expectInStep(all, [music, photos])
            try music.write("new", "new")
            try music.remove("a")
            try photos.write("sub/b", "edited")
            try #expect(music.sync().sent == 1 && photos.sync().sent == 1)
            try all.write("elsewhere", "of no concern")
            try all.write("Music/sub/b", "edited too")
            let revision = try all.sync().revision
            let report = try music.sync { $0.sync.lists = true }
            #expect(report.received == 1 && report.removedHere == 0 && report.sent == 0 && report.conflicts.isEmpty)
            #expect(report.revision == revision)
            #expect(report.changes?.map { text($0.change.path) } == ["Music/sub/b"])
            for device in [photos, music] {
                let report = try device.sync()
                #expect(report.received == 0 && report.sent == 0 && report.unchanged == 3)
            }
            try expectInStep(all, [music, photos])
        }
    }

    @Test func `what is renamed out of it goes, and what is renamed into it comes`() throws {
        try withDevices { all, music, photos, _ in
            try all.rename("Music/a", "My/Photos/from music")
            try all.write("outside", "outside")
            try all.sync()
            try all.rename("outside", "Music/inside")
            try all.rename("Music/c", "outside")
            try all.sync()
            let report = try music.sync { $0.allowsEmptying = true }
            #expect(report.removedHere == 2 && report.received == 1 && report.renamedHere == 0)
            try #expect(photos.sync().received == 1)
            try #expect(music.paths() == ["inside", "sub/b"])
            try expectInStep(all, [music, photos])
        }
    }

    @Test func `a rename inside of it moves no bytes`() throws {
        try withDevices { all, music, _, _ in
            let inode = try #require(music.inode("a"))
            try all.rename("Music/a", "Music/sub/renamed")
            let sent = try all.sync()
            #expect(sent.renamedThere == 1 && sent.sentBytes == 0)
            let received = try music.sync()
            #expect(received.renamedHere == 1 && received.received == 0)
            #expect(music.inode("sub/renamed") == inode)
            try music.rename("c", "sub/c")
            let back = try music.sync()
            #expect(back.renamedThere == 1 && back.sent == 0 && back.sentBytes == 0)
        }
    }

    @Test func `a conflict is kept twice in it`() throws {
        try withDevices { all, music, _, _ in
            try all.write("Music/a", "of all")
            try music.write("a", "of music!")
            try all.sync()
            let report = try music.sync()
            let kept = text(try #require(report.conflicts.first?.keptAs))
            #expect(report.conflicts.map { text($0.path) } == ["Music/a"])
            #expect(kept.hasPrefix("Music/a (conflict, "))
            try #expect(music.read("a") == "of all")
            try #expect(music.read(String(kept.dropFirst("Music/".count))) == "of music!")
            try all.sync()
            try expectInStep(all, [music])
        }
    }

    @Test func `what most of it is, is counted in it`() throws {
        let files = (0..<12).map { "file \(100 + $0)" }
        try withDevices(files) { all, music, photos, _ in
            for file in files.dropLast() { try all.remove("My/Photos/\(file)") }
            try #expect(all.sync().removedThere == 11)
            try #expect(music.sync().removedHere == 0)
            let error = #expect(throws: LockerError.self) { try photos.sync() }
            #expect(error?.code == .failedPrecondition && error?.message.contains("11 of 12 files") == true)
            #expect(error?.message.contains("below My/Photos") == true)
            try #expect(photos.sync { $0.allowsEmptying = true }.removedHere == 11)
        }
    }

    @Test func `where all of it is gone from the library, that has to be meant`() throws {
        try withDevices { all, music, photos, _ in
            try all.remove("Music")
            try all.sync()
            for pulls in [true, false] {
                let error = #expect(throws: LockerError.self) { try music.sync(pullsOnly: pulls) }
                #expect(error?.code == .failedPrecondition && error?.message.contains("--allow-emptying") == true)
            }
            try #expect(music.paths().count == 3 && photos.sync().removedHere == 0)
            try #expect(music.sync { $0.allowsEmptying = true }.removedHere == 3)
            try music.write("again", "again")
            try #expect(music.sync().sent == 1 && all.sync().received == 1)
            try expectInStep(all, [music, photos])
        }
    }

    @Test func `an empty folder, or one with a file system's own folder alone, empties none of it`() throws {
        try withDevices { all, music, _, _ in
            for path in try music.paths() { try music.remove(path) }
            #expect(mkdir("\(music.folder)/lost+found", 0o755) == 0)
            let error = #expect(throws: LockerError.self) { try music.sync() }
            #expect(error?.code == .failedPrecondition && error?.message.contains("nothing is in it") == true)
            try #expect(all.sync().removedHere == 0)
        }
    }

    /// Its paths begin with the names of folders that are none of the disk's.
    @Test func `a folder that is called as its place in the library stays`() throws {
        try withDevices { all, music, _, _ in
            #expect(mkdir("\(music.folder)/Music", 0o755) == 0)
            try music.sync()
            try all.sync()
            try all.remove("Music/a")
            try all.sync()
            try #expect(music.sync().removedHere == 1)
            try #expect(music.paths() == ["Music", "c", "sub/b"])
            try expectInStep(all, [music])
        }
    }

    @Test func `empty folders and links go both ways, and the place itself is none`() throws {
        try withDevices([]) { all, music, photos, _ in
            #expect(mkdir("\(all.folder)/Music", 0o755) == 0)
            try all.sync()
            try #expect(music.sync().received == 0)
            #expect(mkdir("\(music.folder)/empty", 0o755) == 0 && symlink("to", "\(music.folder)/link") == 0)
            try #expect(music.sync().sent == 2)
            try all.sync()
            try expectInStep(all, [music, photos])
            try #expect(music.sync().sent == 0)
        }
    }

    @Test func `a file in its place, or on the way to it, is told`() throws {
        try withDevices { all, music, photos, _ in
            try all.remove("Music")
            try all.write("Music", "a file by now")
            try all.remove("My")
            try all.write("My", "a file by now")
            try all.sync { $0.allowsEmptying = true }
            for (device, place) in [(music, "Music"), (photos, "My")] {
                let before = try device.tree()
                let error = #expect(throws: LockerError.self) { try device.sync { $0.allowsEmptying = true } }
                #expect(error?.code == .failedPrecondition)
                #expect(error?.message.contains("a file or a link at \(place),") == true)
                try #expect(device.tree() == before)
            }
        }
    }

    @Test func `a folder that has another place already is refused unless that is meant`() throws {
        try withDevices { all, music, _, _ in
            for other in ["Songs", nil] {
                var moved = music
                moved.under = other
                let error = #expect(throws: LockerError.self) { try moved.sync() }
                #expect(error?.code == .alreadyExists && error?.message.contains("--from-here") == true)
                #expect(error?.message.contains("below Music before") == true)
            }
            try #expect(music.paths().count == 3 && all.sync().received == 0)
            var moved = music
            moved.under = "My"
            let pulled = try moved.pull()
            #expect(pulled.received == 3 && pulled.warnings.contains { $0.contains("give --under Music") })
            try #expect(moved.sync().sent == 3)
            moved.under = "Songs"
            try #expect(moved.sync { $0.sync.fromHere = true }.sent == 6)
            try #expect(moved.sync().sent == 0)
        }
    }

    @Test func `what a sync of one way has sent there is known`() throws {
        try withDevices { all, music, _, test in
            var options = SyncOptions()
            (options.stateFolder, options.under) = (music.state, try EntryPath("Music"))
            try music.write("one way", "one way")
            try all.write("Music/meanwhile", "meanwhile")
            try all.sync()
            let sync = Sync(connection: try test.connect(), directory: music.folder, options: options)
            try #expect(sync.run().uploaded >= 1)
            let report = try music.sync()
            #expect(report.received == 1 && report.removedThere == 0 && report.conflicts.isEmpty)
        }
    }

    @Test func `nothing is pulled from where nothing is`() throws {
        try withDevices { _, _, _, test in
            var none = try TestDevice("none", of: test.directory, socket: test.socket)
            none.under = "Musik"
            #expect(rmdir(none.folder) == 0)
            let error = #expect(throws: LockerError.self) { try none.pull() }
            #expect(error?.code == .notFound && access(none.folder, F_OK) != 0)
            none.under = "Music"
            try #expect(none.pull().received == 3)
        }
    }

    @Test func `a watch of it wakes for its own, and there may be one for each place`() throws {
        try withDevices { all, music, photos, _ in
            let watches = [try TestWatch(music), try TestWatch(photos)]
            defer { for watch in watches { watch.stop() } }
            for watch in watches { #expect(watch.waitForStart()) }
            let second = try TestWatch(music)
            let refusal = second.waitForEnd()
            #expect(refusal?.code == .failedPrecondition && refusal?.message.contains("below Music") == true)
            second.stop()
            try all.write("Music/new", "new")
            try all.sync()
            #expect(watches[0].notes.wait { notes in notes.reports.contains { $0.received == 1 } })
            try #expect(music.read("new") == "new")
            #expect(watches[1].notes.current.reports.allSatisfy { $0.received == 0 })
        }
    }
}
