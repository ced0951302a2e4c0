import Foundation
import Glibc
import LockerAPI
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// Folders that are kept in step for as long as they are watched.
@Suite struct WatchedFolderTests {
    /// Waits until `condition` holds.
    private func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
        for _ in 0..<6000 {
            if try condition() { return true }
            usleep(10_000)
        }
        return false
    }

    /// Two devices that are watched.
    private func withWatches(
        _ body: (TestDevice, TestDevice, TestWatch, TestWatch, TestDaemon) throws -> Void
    ) throws {
        try TestDaemon.with { test in
            let one = try TestDevice("one", of: test.directory, socket: test.socket)
            let two = try TestDevice("two", of: test.directory, socket: test.socket)
            try one.write("first", "of one")
            let watches = [try TestWatch(one), try TestWatch(two)]
            defer { for watch in watches { watch.stop() } }
            for watch in watches { #expect(watch.waitForStart()) }
            try body(one, two, watches[0], watches[1], test)
        }
    }

    private func areInStep(_ one: TestDevice, _ two: TestDevice) -> Bool {
        // A file may go while it is looked at.
        eventually { (try? one.tree() == two.tree()) ?? false }
    }

    @Test func `what changes in one comes to the other, and then there is rest`() throws {
        try withWatches { one, two, first, second, _ in
            #expect(areInStep(one, two))
            try one.write("a/b/song", "new")
            #expect(eventually { (try? two.read("a/b/song")) == "new" })
            try two.write("a/b/song", "edited")
            try two.write("a/other", "new too")
            #expect(eventually { (try? one.read("a/b/song")) == "edited" && (try? one.read("a/other")) == "new too" })
            try one.rename("a", "z")
            #expect(eventually { (try? two.read("z/b/song")) == "edited" })
            try two.remove("first")
            #expect(areInStep(one, two))
            try #expect(eventually { try !one.paths().contains("first") })
            for watch in [first, second] {
                #expect(watch.notes.current.troubles.isEmpty && watch.notes.current.warnings.isEmpty)
                #expect(watch.notes.current.reports.allSatisfy { $0.conflicts.isEmpty && $0.skipped.isEmpty })
            }
            // Nobody wakes the other again and again.
            var looks = 0
            let rests = eventually {
                defer { looks = first.notes.current.looks + second.notes.current.looks }
                usleep(500_000)
                return looks == first.notes.current.looks + second.notes.current.looks
            }
            #expect(rests)
        }
    }

    @Test func `a folder is watched by one alone`() throws {
        try withWatches { one, _, first, _, test in
            let second = try TestWatch(one)
            #expect(second.waitForEnd()?.code == .failedPrecondition)
            second.stop()
            // For another library it is another thing.
            var other = one
            other.library = "other"
            let third = try TestWatch(other)
            #expect(third.waitForStart())
            third.stop()
            #expect(first.notes.current.end == nil)
            try one.write("later", "still watched")
            let reader = try TestDevice("reader", of: test.directory, socket: test.socket)
            let isThere = eventually {
                _ = try? reader.pull()
                return (try? reader.read("later")) == "still watched"
            }
            #expect(isThere)
        }
    }

    @Test func `a watch that has ended leaves its place`() throws {
        try TestDaemon.with { test in
            let one = try TestDevice("one", of: test.directory, socket: test.socket)
            for _ in 0..<3 {
                let watch = try TestWatch(one)
                #expect(watch.waitForStart())
                watch.stop()
                #expect(watch.waitForEnd() == nil)
            }
        }
    }

    @Test func `a daemon that is away is waited for`() throws {
        try withTemporaryDirectory { directory in
            var test = try TestDaemon.start(in: directory)
            let one = try TestDevice("one", of: directory, socket: test.socket)
            let two = try TestDevice("two", of: directory, socket: test.socket)
            let watches = [try TestWatch(one), try TestWatch(two)]
            for watch in watches { #expect(watch.waitForStart()) }
            test.daemon.stop()
            try one.write("a", "while it was away")
            #expect(watches[0].notes.wait { !$0.troubles.isEmpty })
            test = try TestDaemon.start(in: directory)
            #expect(eventually { (try? two.read("a")) == "while it was away" })
            try two.write("b", "later")
            #expect(eventually { (try? one.read("b")) == "later" })
            for watch in watches {
                #expect(watch.notes.current.troubles.allSatisfy { $0.code == .unavailable })
                watch.stop()
            }
            test.daemon.stop()
        }
    }

    @Test func `a daemon that comes late is waited for`() throws {
        try withTemporaryDirectory { directory in
            let one = try TestDevice("one", of: directory, socket: directory + "/s")
            try one.write("a", "early")
            let watch = try TestWatch(one)
            #expect(watch.notes.wait { $0.troubles.first?.code == .unavailable })
            let test = try TestDaemon.start(in: directory)
            #expect(watch.waitForStart())
            #expect(watch.notes.current.reports.last?.sent == 1)
            #expect(watch.notes.current.troubles.allSatisfy { $0.code == .unavailable })
            watch.stop()
            test.daemon.stop()
        }
    }

    @Test func `a folder that was emptied is told once, and waited for`() throws {
        try withWatches { one, two, first, _, test in
            for number in 0..<20 { try one.write("many/\(number)", "\(number)") }
            try #expect(areInStep(one, two) && two.paths().count == 21)
            let aside = test.directory + "/aside"
            #expect(rename(one.folder + "/many", aside) == 0)
            #expect(first.notes.wait { $0.troubles.first?.code == .failedPrecondition })
            let (looks, tries) = (first.notes.current.looks, first.notes.current.tries)
            // All but the last have failed by then.
            #expect(first.notes.wait { $0.tries >= tries + 4 })
            #expect(first.notes.current.troubles.count == 1 && first.notes.current.looks == looks)
            try #expect(two.paths().count == 21)
            #expect(rename(aside, one.folder + "/many") == 0)
            #expect(first.notes.wait { $0.looks > looks })
            try one.write("after", "all")
            try #expect(areInStep(one, two) && two.paths().count == 22)
        }
    }

    @Test func `a folder that goes away is waited for`() throws {
        try withWatches { one, two, first, _, test in
            #expect(areInStep(one, two))
            let aside = test.directory + "/aside"
            #expect(rename(one.folder, aside) == 0)
            #expect(first.notes.wait { $0.troubles.first?.code == .notFound })
            try #expect(two.paths() == ["first"])
            #expect(rename(aside, one.folder) == 0)
            try two.write("second", "of two")
            #expect(eventually { (try? one.read("second")) == "of two" })
            try one.write("third", "of one")
            #expect(eventually { (try? two.read("third")) == "of one" })
        }
    }

    @Test func `a library that is gone ends it, and is not made again`() throws {
        try withWatches { one, _, first, second, test in
            var request = Locker_V1_DeleteLibraryRequest()
            request.library = "main"
            _ = try test.connect().call(LockerMethods.deleteLibrary, request)
            for watch in [first, second] { #expect(watch.waitForEnd()?.code == .notFound) }
            try #expect(one.paths() == ["first"])
            try #expect(test.connect().call(LockerMethods.usage, .init()).libraries.isEmpty)
        }
    }

    @Test func `a folder that is not there is an error at once`() throws {
        try TestDaemon.with { test in
            let one = try TestDevice("one", of: test.directory, socket: test.socket)
            #expect(rmdir(one.folder) == 0)
            let watch = try TestWatch(one)
            #expect(watch.waitForEnd()?.code == .notFound)
            watch.stop()
        }
    }

    /// What of all files is looked at the first time alone.
    @Test func `most of a folder goes the first time alone where that is allowed`() throws {
        try TestDaemon.with { test in
            let one = try TestDevice("one", of: test.directory, socket: test.socket)
            for number in 0..<30 { try one.write("\(number)", "\(number)") }
            try one.sync()
            for number in 0..<29 { try one.remove("\(number)") }
            let watch = try TestWatch(one) { $0.both.allowsEmptying = true }
            #expect(watch.waitForStart())
            #expect(watch.notes.current.reports.first?.removedThere == 29)
            try one.remove("29")
            #expect(watch.notes.wait { $0.troubles.first?.code == .failedPrecondition })
            watch.stop()
        }
    }
}
