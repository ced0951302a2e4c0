import Foundation
import Glibc
import LockerAPI
import LockerBase
import LockerSync
import LockerTestSupport
import Testing

/// What is left out is on no side, also where it was not before, or will not be.
@Suite struct LeftOutTests {
    private func withFiles(
        _ files: [String], _ body: (TestDevice, TestDevice) throws -> Void
    ) throws {
        try TestDaemon.with { test in
            let one = try TestDevice("one", of: test.directory, socket: test.socket)
            let two = try TestDevice("two", of: test.directory, socket: test.socket)
            for file in files { try one.write(file, file) }
            try one.sync()
            try two.sync()
            try body(one, two)
        }
    }

    private func leaveOut(_ pattern: String) -> (inout BothOptions) -> Void {
        { $0.sync.rules = IgnoreRules(patterns: [Array(pattern.utf8)]) }
    }

    @Test func `what was removed while it was left out comes back once it is not`() throws {
        for pulls in [false, true] {
            try withFiles(["raw/1", "raw/2", "song"]) { one, two in
                try two.sync(leaveOut("raw"))
                try two.remove("raw")
                try one.write("raw/2", "edited")
                try one.write("raw/3", "new")
                try one.sync()
                for _ in 0..<2 {
                    let report = try two.sync(leaveOut("raw"))
                    #expect(report.removedThere == 0 && report.received == 0 && report.unchanged == 1)
                }
                try #expect(two.sync(pullsOnly: pulls).received == 3)
                try #expect(one.sync().removedHere == 0)
                try #expect(one.tree() == two.tree() && one.paths().count == 4)
            }
        }
    }

    @Test func `an ignore file leaves out as a pattern does`() throws {
        try withFiles(["raw/1", "song"]) { one, two in
            try two.write(".lockerignore", "raw")
            try two.sync()
            try two.remove("raw")
            try two.sync()
            try two.remove(".lockerignore")
            try #expect(two.sync().received == 1)
            try #expect(two.paths() == ["raw/1", "song"])
        }
    }

    @Test func `what was changed while it was left out is kept twice`() throws {
        try withFiles(["raw/1", "song"]) { one, two in
            try two.sync(leaveOut("raw"))
            try two.write("raw/1", "edited on two")
            try one.write("raw/1", "edited on one")
            try one.sync()
            try #expect(two.sync(leaveOut("raw")).conflicts.isEmpty)
            try #expect(two.sync().conflicts.count == 1)
            try #expect(two.read("raw/1") == "edited on one" && two.paths().count == 3)
        }
    }

    @Test func `a folder in which only litter is left does not come back`() throws {
        try withFiles(["z/1", "song"]) { one, two in
            try two.write("z/.DS_Store", "litter")
            try one.remove("z")
            try one.sync()
            try #expect(two.sync().removedHere == 1)
            for device in [two, one, two] {
                let report = try device.sync()
                #expect(report.sent == 0 && report.received == 0 && report.skipped.isEmpty)
            }
            try #expect(one.paths() == ["song"] && two.paths() == ["song", "z/.DS_Store"])
        }
    }

    @Test func `a file in the place of a folder with only litter has the name`() throws {
        try withFiles(["z/1", "song"]) { one, two in
            try two.write("z/.DS_Store", "litter")
            try one.remove("z")
            try one.sync()
            try two.sync()
            try one.write("z", "a file by now")
            try one.sync()
            let report = try two.sync()
            #expect(report.conflicts.count == 1 && report.received == 1 && report.skipped.isEmpty)
            let kept = String(decoding: try #require(report.conflicts.first?.keptAs), as: UTF8.self)
            try #expect(two.read("z") == "a file by now" && two.read(kept + "/.DS_Store") == "litter")
            try #expect(two.sync().sent == 0 && one.sync().received == 0)
        }
    }
}
