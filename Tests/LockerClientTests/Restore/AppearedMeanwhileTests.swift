import Foundation
import Glibc
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// What lies in the way of a restore at the last moment, and what others have left behind.
@Suite struct AppearedMeanwhileTests {
    private func put(
        _ target: RestoreTarget, _ path: String, mode: UInt32? = nil, meanwhile: () throws -> Void = {}
    ) throws -> RestoreOutcome {
        var failure: (any Error)?
        let outcome = try target.putFile(at: EntryPath(path), size: 3, modified: 5, mode: mode) {
            (file) throws(LockerError) in
            do { try meanwhile() } catch { failure = error }
            let bytes: [UInt8] = [1, 2, 3]
            let wrote = bytes.withUnsafeBytes { pwrite(file.number, $0.baseAddress, 3, 0) }
            if wrote != 3 { throw LockerError(SystemError("pwrite", on: path)) }
        }
        if let failure { throw failure }
        return outcome
    }

    private func withTarget(overwrite: Bool = false, _ body: (RestoreTarget, String) throws -> Void) throws {
        try withTemporaryDirectory { folder in
            try body(try RestoreTarget(directory: Array(folder.utf8), overwrite: overwrite), folder)
        }
    }

    private func isSkipped(_ outcome: RestoreOutcome) -> Bool {
        if case .skipped = outcome { true } else { false }
    }

    @Test func `a file that appears while it is restored stays`() throws {
        try withTarget { target, folder in
            let outcome = try put(target, "song") { try makeFile("\(folder)/song", [9]) }
            #expect(isSkipped(outcome))
            try #expect(contents(of: "\(folder)/song") == [9])
            try #expect(TreeWalker.walk(Array(folder.utf8)).items.count == 1)
        }
        try withTarget(overwrite: true) { target, folder in
            try #expect(put(target, "song") { try makeFile("\(folder)/song", [9]) } == .written)
            try #expect(contents(of: "\(folder)/song") == [1, 2, 3])
        }
    }

    /// On NTFS a file that was just put has two, since its short name is one: by either name it is what was put.
    @Test func `a file that has two links at once is not one that was there`() throws {
        try withTarget { target, folder in
            let outcome = try put(target, "song") {
                let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
                try #require(link("\(folder)/\(name)", "\(folder)/SONG") == 0)
            }
            #expect(outcome == .written)
            try #expect(isSkipped(put(target, "SONG")))
            try #expect(put(target, "song") == .unchanged)
        }
    }

    @Test func `a folder or a link that appears while a file is restored stays`() throws {
        try withTarget { target, folder in
            let outcome = try put(target, "song") { try #require(symlink("/nowhere", "\(folder)/song") == 0) }
            #expect(isSkipped(outcome))
        }
        try withTarget(overwrite: true) { target, folder in
            let outcome = try put(target, "song") { try #require(mkdir("\(folder)/song", 0o755) == 0) }
            #expect(isSkipped(outcome))
        }
    }

    @Test func `permission bits come back, whatever the mask is`() throws {
        try withTarget { target, folder in
            for mode: UInt32 in [0o600, 0o777, 0o444, 0o666] {
                try #expect(put(target, "f\(mode)", mode: mode) == .written)
                var status = stat()
                #expect(stat("\(folder)/f\(mode)", &status) == 0 && UInt32(status.st_mode & 0o7777) == mode)
            }
            try #expect(target.putFolder(at: EntryPath("d"), modified: 5, mode: 0o700) == .written)
            var status = stat()
            #expect(stat("\(folder)/d", &status) == 0 && status.st_mode & 0o7777 == 0o700 && status.st_mtim.tv_sec == 0)
        }
    }

    @Test func `what a killed process left is removed, and what another one writes is not`() throws {
        try withTemporaryDirectory { folder in
            try #require(mkdir("\(folder)/a", 0o755) == 0)
            try makeFile("\(folder)/a/.locker-99999999-1.part", [1])
            try #require(symlink("x", "\(folder)/a/.locker-99999999-2.part") == 0)
            let busy = try makeFile("\(folder)/a/.locker-99999999-3.part", [1])
            try #require(flock(busy.number, LOCK_EX) == 0)
            let target = try RestoreTarget(directory: Array(folder.utf8))
            try #expect(put(target, "a/song") == .written)
            func isThere(_ number: Int) -> Bool {
                var status = stat()
                return lstat("\(folder)/a/.locker-99999999-\(number).part", &status) == 0
            }
            #expect(!isThere(1) && !isThere(2) && isThere(3))
        }
    }

    @Test func `files on their way to their names are not part of a tree`() throws {
        try withTemporaryDirectory { folder in
            for name in [".locker-1-0.part", ".locker-1-2.part", ".locker-2147483647-10.part"] {
                try makeFile("\(folder)/\(name)", [1])
            }
            // What looks like them, and no restore makes.
            let others = [
                ".locker-0-2.part", ".locker-01-2.part", ".locker-1-02.part", ".locker-1-2-3.part",
                ".locker-1-2.part.mp3", ".locker-1-x.part", ".locker-12.part", ".locker-2147483648-1.part", "song",
            ]
            for name in others { try makeFile("\(folder)/\(name)", [1]) }
            try #require(mkdir("\(folder)/.locker-3-4.part", 0o755) == 0)
            let names = try TreeWalker.walk(Array(folder.utf8)).items.rows().map(\.path.description)
            #expect(names == (others + [".locker-3-4.part"]).sorted())
        }
    }
}
