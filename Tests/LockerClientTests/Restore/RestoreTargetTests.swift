import Foundation
import Glibc
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

@Suite struct RestoreTargetTests {
    private let time: Int64 = 1_234_567_890_123_456_789

    private func put(_ target: RestoreTarget, _ path: String, _ bytes: [UInt8] = [1, 2, 3]) throws
        -> RestoreOutcome
    {
        try target.putFile(at: EntryPath(path), size: bytes.count, modified: time) { (file) throws(LockerError) in
            for (offset, byte) in bytes.enumerated() {
                let wrote = withUnsafeBytes(of: byte) { pwrite(file.number, $0.baseAddress, 1, off_t(offset)) }
                if wrote != 1 { throw LockerError(SystemError("pwrite", on: path)) }
            }
        }
    }

    /// Runs `body` with a target, its folder, and a folder outside that must stay as it is.
    private func withTarget(
        overwrite: Bool = false, _ body: (RestoreTarget, String, String) throws -> Void
    ) throws {
        try withTemporaryDirectory { outside in
            try makeFile("\(outside)/passwd", [9])
            try withTemporaryDirectory { folder in
                try body(try RestoreTarget(directory: Array(folder.utf8), overwrite: overwrite), folder, outside)
            }
            try #expect(contents(of: "\(outside)/passwd") == [9])
            try #expect(TreeWalker.walk(Array(outside.utf8)).items.count == 1)
        }
    }

    private func isSkipped(_ outcome: RestoreOutcome) -> Bool {
        if case .skipped = outcome { true } else { false }
    }

    @Test func `a file comes with its folders, its content and its time to the nanosecond`() throws {
        try withTarget { target, folder, _ in
            try #expect(put(target, "a/b/song") == .written)
            try #expect(contents(of: "\(folder)/a/b/song") == [1, 2, 3])
            var status = stat()
            #expect(stat("\(folder)/a/b/song", &status) == 0)
            #expect(FileStamp(status).modified == time)
            try #expect(put(target, "a/b/song") == .unchanged)
        }
    }

    @Test func `a link in the way of a folder is not followed`() throws {
        for overwrite in [false, true] {
            try withTarget(overwrite: overwrite) { target, folder, outside in
                try #require(symlink(outside, "\(folder)/music") == 0)
                try #expect(isSkipped(put(target, "music/passwd")))
                try #expect(isSkipped(put(target, "music/deep/er/song")))
                try #expect(isSkipped(target.putFolder(at: EntryPath("music/new"), modified: 0)))
                let target = try target.putLink(at: EntryPath("music/link"), to: [0x2E], modified: 0)
                #expect(isSkipped(target))
            }
        }
    }

    @Test func `a link that the library itself brought is not followed either`() throws {
        try withTarget { target, _, outside in
            try #expect(target.putLink(at: EntryPath("x"), to: Array(outside.utf8), modified: 0) == .written)
            try #expect(isSkipped(put(target, "x/passwd")))
            try #expect(isSkipped(put(target, "x")))
        }
    }

    @Test func `a link in the place of a file is replaced when that is wanted, not what it points to`() throws {
        try withTarget(overwrite: true) { target, folder, outside in
            try #require(symlink("\(outside)/passwd", "\(folder)/song") == 0)
            try #expect(put(target, "song") == .written)
            var status = stat()
            #expect(lstat("\(folder)/song", &status) == 0 && status.st_mode & S_IFMT == S_IFREG)
        }
    }

    @Test func `a different file stays unless it is to be overwritten`() throws {
        try withTarget { target, folder, _ in
            try makeFile("\(folder)/song", [7])
            try #expect(isSkipped(put(target, "song")))
            try #expect(contents(of: "\(folder)/song") == [7])
        }
        try withTarget(overwrite: true) { target, folder, _ in
            try makeFile("\(folder)/song", [7])
            try #expect(put(target, "song") == .written)
            try #expect(contents(of: "\(folder)/song") == [1, 2, 3])
        }
    }

    @Test func `a folder in the place of a file stays, whatever is wanted`() throws {
        try withTarget(overwrite: true) { target, folder, _ in
            try #require(mkdir("\(folder)/song", 0o755) == 0)
            try #expect(isSkipped(put(target, "song")))
            try #expect(isSkipped(target.putLink(at: EntryPath("song"), to: [0x2E], modified: 0)))
        }
    }

    @Test func `content that fails leaves nothing behind`() throws {
        try withTarget { target, folder, _ in
            let error = #expect(throws: LockerError.self) {
                try target.putFile(at: EntryPath("song"), size: 3, modified: 0) { (_) throws(LockerError) in
                    throw LockerError(.dataLoss, "song: damaged")
                }
            }
            #expect(error?.code == .dataLoss)
            try #expect(FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }

    @Test func `links and empty folders come with their times, and are known again`() throws {
        try withTarget { target, folder, _ in
            let (link, empty) = (try EntryPath("l"), try EntryPath("d/e"))
            try #expect(target.putLink(at: link, to: Array("nowhere".utf8), modified: time) == .written)
            try #expect(target.putFolder(at: empty, modified: time) == .written)
            let items = try TreeWalker.walk(Array(folder.utf8)).items.rows()
            #expect(items.map(\.path) == [empty, link])
            #expect(items.map(\.modified) == [time, time])
            #expect(items[1].content == .link(target: Array("nowhere".utf8)))
            try #expect(target.putLink(at: link, to: Array("nowhere".utf8), modified: time) == .unchanged)
            try #expect(target.putFolder(at: empty, modified: time) == .unchanged)
            try #expect(isSkipped(target.putLink(at: link, to: Array("other".utf8), modified: time)))
        }
    }

    @Test func `an interrupt takes unfinished files away`() throws {
        try withTarget { target, folder, _ in
            let names = { (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] }
            var status = stat()
            try #require(stat(folder, &status) == 0)
            let inode = status.st_ino
            let outcome = try target.putFile(at: EntryPath("song"), size: 3, modified: 0) { (_) throws(LockerError) in
                let before = names().count
                // Those of the tests beside this one stay.
                TemporaryFiles.shared.removeAll { (try? $0.status().st_ino) == inode }
                #expect(before == 1 && names().isEmpty)
            }
            #expect(isSkipped(outcome) && names().isEmpty)
        }
    }
}
