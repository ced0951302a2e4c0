import Glibc
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// Files that come to another path with their folder.
@Suite struct MovedFolderTests {
    @Test func `nothing is read of files whose folder was renamed, and all of those that were renamed themselves`()
        throws
    {
        try TestDaemon.with { test in
            let one = try TestDevice("one", of: test.directory, socket: test.socket)
            let two = try TestDevice("two", of: test.directory, socket: test.socket)
            for number in 0..<20 { try one.write("old/\(number)", "content \(number)") }
            // A file that is younger than the clock's tick when it is read is not trusted to be unchanged.
            usleep(50_000)
            try one.sync()
            try two.sync()
            try one.rename("old", "new")
            let opened = try Openings(in: one.folder + "/new")
            let report = try one.sync()
            #expect(report.renamedThere == 20 && report.sent == 0 && report.sentBytes == 0)
            #expect(opened.take().files == 0)
            try #expect(two.sync().renamedHere == 20)
            try #expect(one.tree() == two.tree())

            for number in 0..<5 { try one.rename("new/\(number)", "new/again \(number)") }
            _ = opened.take()
            try #expect(one.sync().renamedThere == 5)
            #expect(opened.take().files >= 5)
            try #expect(one.sync { $0.sync.rehash = true }.sent == 0)
        }
    }

    @Test func `a folder that went as a whole is renamed as one, on the other device too`() throws {
        try withMoved { one, two in
            let inode = try #require(two.inode("old"))
            try one.rename("old", "new/place")
            let sent = try one.sync()
            let report = try two.sync()
            #expect(sent.renamedThere == 6 && report.renamedHere == 6 && report.skipped.isEmpty)
            #expect(two.inode("new/place") == inode && two.inode("old") == nil)
            try #expect(one.tree() == two.tree())
            let quiet = try two.sync()
            #expect(quiet.sent == 0 && quiet.received == 0 && quiet.renamedHere == 0)
        }
    }

    @Test(arguments: ["left out.tmp", "written meanwhile"])
    func `a folder in which something stays is not renamed`(name: String) throws {
        try withMoved { one, two in
            try two.write("old/\(name)", "stays")
            let inode = try #require(two.inode("old"))
            try one.rename("old", "new/place")
            try one.sync()
            let report = try two.sync { $0.sync.rules = IgnoreRules(patterns: [Array("*.tmp".utf8)]) }
            #expect(report.renamedHere == 6 && report.skipped.isEmpty)
            #expect(two.inode("old") == inode)
            try #expect(two.read("old/\(name)") == "stays" && two.read("new/place/inner/1") == "content 1")
        }
    }

    @Test func `what is changed in a folder while it is renamed goes along and is sent from there`() throws {
        try withMoved { one, two in
            try one.rename("old", "new/place")
            try one.sync()
            let edit = HookedProgress {
                try? two.write("old/5", "edited meanwhile")
                try? two.write("old/6", "new meanwhile")
                try? two.remove("old/4")
            }
            let moved = try two.sync(observer: edit)
            #expect(moved.renamedHere == 6 && moved.conflicts.isEmpty)
            let sent = try two.sync()
            #expect(sent.conflicts.isEmpty && sent.received == 0)
            try one.sync()
            try #expect(one.tree() == two.tree() && one.read("new/place/5") == "edited meanwhile")
            try #expect(one.read("new/place/6") == "new meanwhile" && one.inode("new/place/4") == nil)
        }
    }

    @Test func `what is remembered stays where it is looked for`() throws {
        try TestDaemon.with { test in
            let one = try TestDevice("one", of: test.directory, socket: test.socket)
            let state = "\(test.directory)/two/old/state"
            let two = try TestDevice("two", of: test.directory, socket: test.socket, state: state)
            try one.write("old/file", "content")
            usleep(50_000)
            try one.sync()
            try two.sync()
            try one.rename("old", "new")
            try one.sync()
            try #expect(two.sync().renamedHere == 1)
            #expect(access(state + "/device", F_OK) == 0 && two.inode("new/state") == nil)
            try #expect(two.sync().sent == 0)
        }
    }

    @Test func `a folder that is there already takes the files one by one`() throws {
        try withMoved { one, two in
            try two.write("new/place/own", "of two")
            try one.rename("old", "new/place")
            try one.sync()
            let report = try two.sync()
            #expect(report.renamedHere == 6 && report.sent == 1 && report.conflicts.isEmpty)
            try one.sync()
            try #expect(one.tree() == two.tree() && one.read("new/place/own") == "of two")
        }
    }

    @Test func `what comes into a folder that goes comes into a new one`() throws {
        try withMoved { one, two in
            try one.rename("old", "new/place")
            try one.write("old/inner/1", "another one")
            try one.sync()
            let report = try two.sync()
            #expect(report.renamedHere == 5 && report.received == 2)
            try #expect(one.tree() == two.tree() && two.read("old/inner/1") == "another one")
        }
    }

    /// Two devices that have the same six files in `old`, and on the first of them an empty folder `new`.
    private func withMoved(_ body: (_ one: TestDevice, _ two: TestDevice) throws -> Void) throws {
        try TestDaemon.with { test in
            let one = try TestDevice("one", of: test.directory, socket: test.socket)
            let two = try TestDevice("two", of: test.directory, socket: test.socket)
            for number in 0..<6 { try one.write("old/\(number < 3 ? "inner/" : "")\(number)", "content \(number)") }
            usleep(50_000)
            try one.sync()
            try two.sync()
            #expect(mkdir("\(one.folder)/new", 0o755) == 0)
            try body(one, two)
        }
    }
}
