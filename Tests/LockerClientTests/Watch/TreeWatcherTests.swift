import CLinux
import Foundation
import Glibc
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// Listens to what happens in a folder.
private final class Ears {
    private(set) var watcher: TreeWatcher

    init(_ folder: String, _ rules: IgnoreRules = .standard) throws {
        watcher = try TreeWatcher(Array(folder.utf8), rules: rules)
    }

    /// Waits until something has happened that a walk would see. Returns false when nothing has within a minute.
    func hear() -> Bool {
        for _ in 0..<600 {
            var wait = pollfd(fd: watcher.descriptor.number, events: Int16(POLLIN), revents: 0)
            _ = poll(&wait, 1, 100)
            if watcher.read() { return true }
        }
        return false
    }

    /// Whether nothing has. Events are there before the call that causes them returns.
    func hearNothing() -> Bool { !watcher.read() }
}

/// What is heard of a folder.
@Suite struct TreeWatcherTests {
    private func make(_ path: String) { #expect(mkdir(path, 0o755) == 0) }

    @Test func `what is written, renamed, removed or changed is heard, however deep`() throws {
        try withTemporaryDirectory { folder in
            for path in ["/a", "/a/b", "/a/b/c"] { make(folder + path) }
            let ears = try Ears(folder)
            #expect(ears.watcher.count == 4 && !ears.watcher.isPartial && !ears.watcher.isStale)
            #expect(ears.hearNothing())
            for place in ["", "/a", "/a/b/c"] {
                let file = "\(folder)\(place)/file"
                try makeFile(file, [1])
                #expect(ears.hear())
                #expect(chmod(file, 0o600) == 0)
                #expect(ears.hear())
                #expect(rename(file, file + "2") == 0)
                #expect(ears.hear())
                #expect(symlink("x", file) == 0)
                #expect(ears.hear())
                #expect(unlink(file) == 0 && unlink(file + "2") == 0)
                #expect(ears.hear())
            }
            #expect(ears.hearNothing() && !ears.watcher.isStale)
        }
    }

    @Test func `reading is no change`() throws {
        try withTemporaryDirectory { folder in
            make(folder + "/a")
            try makeFile(folder + "/a/file", [1])
            let ears = try Ears(folder)
            _ = try contents(of: folder + "/a/file")
            _ = try TreeWalker.walk(Array(folder.utf8), rules: .standard)
            #expect(ears.hearNothing())
        }
    }

    @Test func `a folder that comes is watched with all that is in it`() throws {
        try withTemporaryDirectory { directory in
            let folder = directory + "/watched"
            for path in ["", "/a"] { make(folder + path) }
            for path in ["/outside", "/outside/deep"] { make(directory + path) }
            let ears = try Ears(folder)
            // Made before anybody is told of the first.
            for path in ["/new", "/new/b", "/new/b/c"] { make(folder + path) }
            #expect(ears.hear())
            #expect(rename(directory + "/outside", folder + "/moved") == 0)
            #expect(ears.hear())
            #expect(rename(folder + "/a", folder + "/new/a") == 0)
            #expect(ears.hear())
            #expect(ears.watcher.count == 7)
            for place in ["/new/b/c", "/moved/deep", "/new/a"] {
                try makeFile("\(folder)\(place)/file", [1])
                #expect(ears.hear())
            }
        }
    }

    @Test func `a folder that goes is not watched any more`() throws {
        try withTemporaryDirectory { directory in
            let folder = directory + "/watched"
            for path in ["", "/a", "/a/b", "/ab", "/c"] { make(folder + path) }
            let ears = try Ears(folder)
            #expect(rename(folder + "/a", directory + "/outside") == 0)
            #expect(ears.hear())
            #expect(rmdir(folder + "/c") == 0)
            #expect(ears.hear())
            _ = ears.hearNothing()
            #expect(ears.watcher.count == 2 && !ears.watcher.isStale)
            try makeFile(directory + "/outside/b/file", [1])
            #expect(ears.hearNothing())
            try makeFile(folder + "/ab/file", [1])
            #expect(ears.hear())
        }
    }

    @Test func `what is left out is not watched`() throws {
        try withTemporaryDirectory { folder in
            for path in ["/kept", "/out", "/out/deep", "/kept/tmp", "/cache"] { make(folder + path) }
            try makeFile(folder + "/.lockerignore", Array("/out/\ntmp/\n*.log\n".utf8))
            try makeFile(
                folder + "/cache/CACHEDIR.TAG", Array("Signature: 8a477f597d28d172789f06886806bc55\n".utf8))
            make(folder + "/cache/inside")
            let ears = try Ears(folder)
            #expect(ears.watcher.count == 3)
            for path in ["/out/file", "/out/deep/file", "/kept/tmp/file", "/kept/x.log", "/cache/inside/file"] {
                try makeFile(folder + path, [1])
            }
            try makeFile(folder + "/.locker-1-0.part", [1])
            #expect(ears.hearNothing())
            make(folder + "/kept/deeper")
            #expect(ears.hear())
            make(folder + "/kept/deeper/tmp")
            try makeFile(folder + "/kept/deeper/tmp/file", [1])
            #expect(ears.hearNothing())
            #expect(!ears.watcher.isStale)
            try makeFile(folder + "/kept/.lockerignore", Array("deeper/\n".utf8))
            #expect(ears.hear() && ears.watcher.isStale)
            try #expect(Ears(folder).watcher.count == 3)
        }
    }

    /// As mv(1) has it with --exchange.
    @Test func `folders that change places are both heard`() throws {
        try withTemporaryDirectory { folder in
            for path in ["/a", "/a/deep", "/b"] { make(folder + path) }
            let ears = try Ears(folder)
            let exchange = UInt32(2)  // RENAME_EXCHANGE, linux/fs.h
            #expect(renameat2(AT_FDCWD, folder + "/a", AT_FDCWD, folder + "/b", exchange) == 0)
            #expect(ears.hear())
            for path in ["/a/file", "/b/file", "/b/deep/file"] {
                #expect(ears.hearNothing())
                try makeFile(folder + path, [1])
                #expect(ears.hear())
            }
        }
    }

    @Test func `a folder that is another one has to be watched anew`() throws {
        try withTemporaryDirectory { directory in
            let folder = directory + "/watched"
            make(folder)
            let ears = try Ears(folder)
            #expect(ears.watcher.isOf(Array(folder.utf8)))
            #expect(rename(folder, directory + "/moved") == 0)
            #expect(ears.hear() && ears.watcher.isStale)
            #expect(!ears.watcher.isOf(Array(folder.utf8)))
            make(folder)
            #expect(!ears.watcher.isOf(Array(folder.utf8)))
            let other = try Ears(folder)
            #expect(rmdir(folder) == 0)
            #expect(other.hear() && other.watcher.isStale)
            #expect(throws: LockerError.self) { _ = try Ears(folder) }
        }
    }

    /// More than the kernel keeps: what was lost is told.
    @Test func `a queue that overflows makes it stale`() throws {
        let limit = try String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
        let events = Int(limit.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 16_384
        guard events <= 100_000 else { return }
        try withTemporaryDirectory { folder in
            let ears = try Ears(folder)
            let file = try Descriptor.open(folder + "/file", O_RDWR | O_CREAT)
            try #require(link(folder + "/file", folder + "/other") == 0)
            // Two names in turn: an event that is the same as the last one is not kept.
            for number in 0..<events {
                let name = number % 2 == 0 ? "/file" : "/other"
                guard chmod(folder + name, 0o600) == 0 else { throw SystemError("chmod", on: name) }
            }
            while !ears.hearNothing(), !ears.watcher.isStale {}
            #expect(ears.watcher.isStale)
            withExtendedLifetime(file) {}
        }
    }
}
