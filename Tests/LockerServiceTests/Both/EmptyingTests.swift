import Foundation
import Glibc
import LockerAPI
import LockerBase
import LockerSync
import LockerTestSupport
import Testing

/// A sync of both ways takes most of a folder or a library away only when that is meant, and nothing at all where it does not
/// know what was agreed on.
@Suite struct EmptyingTests {
    private func withFiles(_ count: Int, _ body: (TestDevice, TestDevice, TestDaemon) throws -> Void) throws {
        try TestDaemon.with { test in
            let one = try TestDevice("one", of: test.directory, socket: test.socket)
            let two = try TestDevice("two", of: test.directory, socket: test.socket)
            for number in 0..<count { try one.write("file \(100 + number)", "content \(number)") }
            try one.sync()
            try two.sync()
            try body(one, two, test)
        }
    }

    private func removeFirst(_ count: Int, of device: TestDevice) throws {
        for path in try device.paths().prefix(count) { try device.remove(path) }
    }

    /// That a sync is refused, with these words, and nothing is changed.
    private func expectRefusal(_ device: TestDevice, _ words: String, pullsOnly: Bool = false) throws {
        let before = try device.tree()
        let error = #expect(throws: LockerError.self) { try device.sync(pullsOnly: pullsOnly) }
        #expect(error?.code == .failedPrecondition)
        #expect(error?.message.contains(words) == true && error?.message.contains("--allow-emptying") == true)
        try #expect(device.tree() == before)
    }

    @Test func `a folder that comes back empty empties no library`() throws {
        try withFiles(2) { one, two, _ in
            try removeFirst(2, of: one)
            try expectRefusal(one, "2 files")
            try expectRefusal(one, "nothing is in it", pullsOnly: true)
            #expect(mkdir("\(one.folder)/lost+found", 0o755) == 0)
            try expectRefusal(one, "nothing is in it")
            try #expect(one.sync { $0.allowsEmptying = true }.removedThere == 2)
            try expectRefusal(two, "2 of 2 files")
            try #expect(two.sync { $0.allowsEmptying = true }.removedHere == 2)
        }
    }

    @Test(arguments: [(11, 20), (2, 3)])
    func `most of the files go only when that is meant, on both sides`(_ gone: Int, _ all: Int) throws {
        try withFiles(all) { one, two, _ in
            try removeFirst(gone, of: one)
            try expectRefusal(one, "\(gone) of \(all) files")
            try #expect(one.sync { $0.allowsEmptying = true }.removedThere == gone)
            try expectRefusal(two, "\(gone) of \(all) files")
            try expectRefusal(two, "\(gone) of \(all) files", pullsOnly: true)
            try #expect(two.pull { $0.allowsEmptying = true }.removedHere == gone)
            try #expect(one.tree() == two.tree())
        }
    }

    @Test func `half of the files go`() throws {
        try withFiles(20) { one, two, _ in
            try removeFirst(10, of: one)
            try #expect(one.sync().removedThere == 10 && two.sync().removedHere == 10)
            try removeFirst(5, of: two)
            try #expect(two.sync().removedThere == 5 && one.sync().removedHere == 5)
        }
    }

    @Test func `what is only renamed does not go`() throws {
        try withFiles(20) { one, two, _ in
            #expect(mkdir("\(one.folder)/new", 0o755) == 0)
            for path in try one.paths() where path.hasPrefix("file") { try one.rename(path, "new/\(path)") }
            let sent = try one.sync()
            #expect(sent.renamedThere == 20 && sent.sentBytes == 0)
            try #expect(two.sync().renamedHere == 20)
            try #expect(one.tree() == two.tree())
        }
    }

    @Test func `where the library has forgotten what was agreed on, nothing is removed and nothing is lost`() throws {
        try withFiles(4) { one, two, test in
            try one.write("file 100", "edited on one")
            try one.remove("file 101")
            try one.sync()
            var expiry = Locker_V1_ExpireRequest()
            expiry.keepLast = 1
            try #expect(test.connect().call(AdminMethods.expire, expiry).expired == 1)
            try two.remove("file 102")
            let report = try two.sync()
            #expect(report.removedHere == 0 && report.removedThere == 0 && report.conflicts.count == 1)
            try #expect(two.read("file 100") == "edited on one" && two.read("file 102") == "content 2")
            try #expect(two.read("file 101") == "content 1")
            try one.sync()
            try #expect(one.tree() == two.tree() && one.paths().count == 5)
        }
    }

    /// What a sync of one way remembers is less than what the library has.
    @Test func `a sync of one way before and after it takes nothing away`() throws {
        try withFiles(2) { one, two, test in
            try two.write("new on two", "new on two")
            try two.sync()
            var options = SyncOptions()
            options.stateFolder = one.state
            try one.write("new on one", "new on one")
            try #expect(Sync(connection: test.connect(), directory: one.folder, options: options).run().uploaded >= 1)
            let report = try one.sync()
            #expect(report.received == 1 && report.removedThere == 0 && report.conflicts.isEmpty)
            try two.sync()
            try #expect(one.tree() == two.tree() && one.paths().count == 4)
        }
    }

    @Test func `a second folder of a device does not become one with the first unless that is meant`() throws {
        try withFiles(2) { one, _, test in
            let other = try TestDevice("other", of: test.directory, socket: test.socket, state: one.state)
            try other.write("mine", "mine")
            let error = #expect(throws: LockerError.self) { try other.sync() }
            #expect(error?.code == .alreadyExists && error?.message.contains("--from-here") == true)
            try #expect(other.paths() == ["mine"] && one.sync().received == 0)
            try #expect(other.pull().received == 2)
            let report = try other.sync { $0.sync.fromHere = true }
            #expect(report.sent == 1)
            try #expect(one.sync().received == 1)
        }
    }

    @Test func `a folder that was moved goes on`() throws {
        try withFiles(2) { one, _, test in
            let other = try TestDevice("other", of: test.directory, socket: test.socket, state: one.state)
            #expect(rmdir(other.folder) == 0 && rename(one.folder, other.folder) == 0)
            let report = try other.sync()
            #expect(report.unchanged == 2 && report.sent == 0 && report.received == 0)
        }
    }
}
