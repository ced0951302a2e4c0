import Foundation
import Glibc
import LockerAPI
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// Two devices and a library between them.
@Suite struct BothWaysTests {
    private func withDevices(_ body: (TestDevice, TestDevice, TestDaemon) throws -> Void) throws {
        try TestDaemon.with { test in
            let one = try TestDevice("one", of: test.directory, socket: test.socket)
            let two = try TestDevice("two", of: test.directory, socket: test.socket)
            try body(one, two, test)
        }
    }

    /// Both devices have `files`, each of which holds its own name.
    private func withFiles(
        _ files: [String], _ body: (TestDevice, TestDevice, TestDaemon) throws -> Void
    ) throws {
        try withDevices { one, two, test in
            for file in files { try one.write(file, file) }
            try #expect(one.sync().sent == files.count)
            try #expect(two.sync().received == files.count)
            try #expect(one.tree() == two.tree())
            try body(one, two, test)
        }
    }

    private func text(_ bytes: [UInt8]?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

    @Test func `edits, removals, links and empty folders go both ways, and then nothing is left`() throws {
        try withFiles(["a/x", "a/y", "b"]) { one, two, _ in
            try one.write("a/x", "edited on one")
            try one.remove("b")
            try two.write("c/new", "new on two")
            #expect(symlink("a/x", "\(two.folder)/link") == 0)
            #expect(mkdir("\(two.folder)/empty", 0o750) == 0)
            #expect(chmod("\(two.folder)/a/y", 0o600) == 0)
            let first = try one.sync()
            #expect(first.sent == 1 && first.removedThere == 1 && first.conflicts.isEmpty)
            let second = try two.sync()
            #expect(second.sent == 4 && second.received == 1 && second.removedHere == 1)
            #expect(second.conflicts.isEmpty && second.skipped.isEmpty)
            try one.sync()
            try #expect(one.tree() == two.tree())
            try #expect(one.paths() == ["a/x", "a/y", "c/new", "empty", "link"])
            for device in [one, two] {
                let report = try device.sync()
                #expect(report.sent == 0 && report.received == 0 && report.sentBytes == 0 && report.unchanged == 3)
            }
        }
    }

    /// A pull that was killed leaves files that nobody sees.
    @Test func `a folder gives way to a file though leftovers are in it`() throws {
        try withDevices { one, two, _ in
            #expect(mkdir("\(one.folder)/a", 0o755) == 0)
            try one.sync()
            try two.sync()
            _ = try makeFile("\(two.folder)/a/.locker-4194303-1.part", [1])
            #expect(rmdir("\(one.folder)/a") == 0)
            try one.write("a", "a")
            try one.sync()
            let report = try two.sync()
            #expect(report.received == 1 && report.skipped.isEmpty)
            try #expect(two.read("a") == "a")
        }
    }

    @Test func `the same change on both sides is none`() throws {
        try withFiles(["a", "b"]) { one, two, _ in
            for device in [one, two] {
                try device.write("a", "the same")
                try device.remove("b")
                try device.write("c", "the same too")
            }
            try one.sync()
            let report = try two.sync()
            #expect(report.conflicts.isEmpty && report.received == 0 && report.sent == 0)
            try #expect(one.tree() == two.tree())
        }
    }

    @Test func `what changed on both sides is kept twice`() throws {
        try withFiles(["song.mp3"]) { one, two, _ in
            try one.write("song.mp3", "of one")
            try two.write("song.mp3", "of two!")
            try one.sync()
            let report = try two.sync()
            let kept = try #require(text(report.conflicts.first?.keptAs))
            #expect(report.conflicts.count == 1 && text(report.conflicts[0].path) == "song.mp3")
            #expect(kept.hasPrefix("song (conflict, ") && kept.hasSuffix(").mp3"))
            try #expect(two.read("song.mp3") == "of one" && two.read(kept) == "of two!")
            try #expect(one.sync().conflicts.isEmpty)
            try #expect(one.tree() == two.tree() && one.paths().count == 2)
        }
    }

    @Test func `what changed goes before what was removed`() throws {
        try withFiles(["a", "b", "c"]) { one, two, _ in
            try one.write("a", "edited")
            try one.remove("b")
            try two.remove("a")
            try two.write("b", "edited")
            try one.sync()
            let report = try two.sync()
            #expect(report.conflicts.map { text($0.path) } == ["a", "b"])
            #expect(report.conflicts.allSatisfy { $0.keptAs == nil })
            try #expect(two.read("a") == "edited" && two.read("b") == "edited")
            try one.sync()
            try #expect(one.tree() == two.tree() && one.paths() == ["a", "b", "c"])
        }
    }

    @Test func `a rename moves no bytes`() throws {
        try withFiles(["a/one", "a/two", "b"]) { one, two, _ in
            let inode = try #require(two.inode("a/one"))
            #expect(mkdir("\(one.folder)/new", 0o755) == 0)
            try one.rename("a/one", "new/name")
            let told = try one.sync { $0.sync.dryRun = true }
            #expect(told.renamedThere == 1 && told.sent == 0 && told.removedThere == 0)
            let sent = try one.sync()
            #expect(sent.renamedThere == 1 && sent.sent == 0 && sent.sentBytes == 0 && sent.removedThere == 0)
            let received = try two.sync()
            #expect(received.renamedHere == 1 && received.received == 0 && received.removedHere == 0)
            #expect(two.inode("new/name") == inode)
            try #expect(one.tree() == two.tree() && two.paths() == ["a/two", "b", "new/name"])
        }
    }

    @Test func `a folder against a file loses neither`() throws {
        try withFiles(["f", "d/x", "u", "v"]) { one, two, _ in
            try one.remove("f")
            try one.write("f/inside", "a folder by now")
            try one.remove("d")
            try one.write("d", "a file by now")
            try two.write("f", "edited meanwhile")
            try two.write("d/y", "new meanwhile")
            try one.sync()
            let report = try two.sync()
            #expect(report.conflicts.map { text($0.path) } == ["d", "f"])
            let kept = report.conflicts.map { String(decoding: $0.keptAs ?? [], as: UTF8.self) }
            #expect(kept.count == 2)
            try #expect(two.read("f/inside") == "a folder by now" && two.read("d") == "a file by now")
            let (folder, file) = (kept[0], kept[1])
            let (inside, edited) = (try two.read(folder + "/y"), try two.read(file))
            #expect(inside == "new meanwhile" && edited == "edited meanwhile")
            try one.sync()
            try #expect(one.tree() == two.tree())
        }
    }

    @Test func `a pull brings, sends nothing, and leaves what changed here`() throws {
        try withFiles(["a", "b", "c", "d"]) { one, two, _ in
            try one.write("a", "edited on one")
            try one.write("b", "edited on one")
            try one.remove("d")
            try two.write("b", "edited on two, too")
            try two.write("c", "edited on two alone")
            try two.write("e", "new on two")
            let revision = try one.sync().revision
            let report = try two.pull()
            #expect(report.revision == revision && report.sent == 0 && report.removedHere == 1)
            let kept = try #require(text(report.conflicts.first?.keptAs))
            #expect(report.conflicts.count == 1 && report.kept == 3)
            try #expect(two.read("a") == "edited on one" && two.read("b") == "edited on one")
            try #expect(two.read(kept) == "edited on two, too" && two.read("c") == "edited on two alone")
            let again = try two.pull()
            #expect(again.conflicts.isEmpty && again.received == 0 && again.revision == revision && again.kept == 3)
            try #expect(two.sync().sent == 3)
            try one.sync()
            try #expect(one.tree() == two.tree())
        }
    }

    @Test func `a pull makes its folder`() throws {
        try withFiles(["a/b"]) { one, _, test in
            let three = try TestDevice("three", of: test.directory, socket: test.socket)
            try FileManager.default.removeItem(atPath: three.folder)
            try #expect(three.pull().received == 1)
            try #expect(three.tree() == one.tree())
        }
    }

    @Test func `a library that is not there is none to pull from`() throws {
        try withDevices { one, _, _ in
            try FileManager.default.removeItem(atPath: one.folder)
            let error = #expect(throws: LockerError.self) { try one.pull() }
            #expect(error?.code == .notFound && access(one.folder, F_OK) != 0)
        }
    }
}
