import Glibc
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// Counts the files of one folder that somebody opens: inotify(7).
private struct OpenedFiles {
    private let queue: Descriptor

    init(in folder: String) throws {
        queue = Descriptor(owning: inotify_init1(O_NONBLOCK | O_CLOEXEC))
        guard inotify_add_watch(queue.number, folder, UInt32(IN_OPEN)) >= 0 else {
            throw SystemError("inotify_add_watch", on: folder)
        }
    }

    func count() -> Int {
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        let length = read(queue.number, &bytes, bytes.count)
        var (count, offset) = (0, 0)
        bytes.withUnsafeBytes { buffer in
            // The watch, the mask, a cookie, the length of the name and that: inotify(7).
            while offset + 16 <= length {
                let mask = buffer.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
                let name = Int(buffer.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
                if name > 0, mask & 0x4000_0000 == 0 { count += 1 }
                offset += 16 + name
            }
        }
        return count
    }
}

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
            let opened = try OpenedFiles(in: one.folder + "/new")
            let report = try one.sync()
            #expect(report.renamedThere == 20 && report.sent == 0 && report.sentBytes == 0)
            #expect(opened.count() == 0)
            try #expect(two.sync().renamedHere == 20)
            try #expect(one.tree() == two.tree())

            for number in 0..<5 { try one.rename("new/\(number)", "new/again \(number)") }
            _ = opened.count()
            try #expect(one.sync().renamedThere == 5)
            #expect(opened.count() >= 5)
            try #expect(one.sync { $0.sync.rehash = true }.sent == 0)
        }
    }
}
