import Glibc
import LockerBase
import LockerCore
import LockerTestSupport
import POSIXSupport
import Testing

@Suite struct BadFileTests {
    /// What a function of the C library answers that Swift does not import: something of the kernel's without a name.
    private func ofTheKernel(_ function: String, _ first: Int32, _ second: Int32) throws -> Descriptor {
        let symbol = try #require(dlsym(nil, function))
        let call = unsafeBitCast(symbol, to: (@convention(c) (Int32, Int32) -> Int32).self)
        let number = call(first, second)
        try #require(number >= 0)
        return Descriptor(owning: number)
    }

    @Test func whatIsNoReadableRegularFileIsRefusedByName() throws {
        try TestLocker.with { test in
            let session = try test.session(try test.caller("alice"))
            let path = test.directory + "/file"
            try makeFile(path, [1])
            try #require(symlink("nowhere", test.directory + "/link") == 0)
            try #require(mkfifo(test.directory + "/fifo", 0o600) == 0)
            var ends: [Int32] = [0, 0]
            #expect(pipe(&ends) == 0)
            var sockets: [Int32] = [0, 0]
            #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &sockets) == 0)
            let cases: [(Descriptor, String)] = [
                (Descriptor(owning: ends[0]), "a pipe"),
                (Descriptor(owning: ends[1]), "a pipe"),
                (try Descriptor.open(test.directory, O_RDONLY), "a folder"),
                (try Descriptor.open("/dev/null", O_RDONLY), "a device"),
                (try Descriptor.open(path, O_WRONLY), "writing only"),
                (try Descriptor.open(path, 0o10_000_000), "O_PATH"),
                (try Descriptor.open(test.directory + "/link", 0o10_000_000 | O_NOFOLLOW), "something else"),
                (try Descriptor.open(test.directory + "/fifo", O_RDWR), "a pipe"),
                (try Descriptor.open("/dev/ptmx", O_RDWR | O_NOCTTY), "a device"),
                (Descriptor(owning: sockets[0]), "a socket"),
                (Descriptor(owning: sockets[1]), "a socket"),
                (try ofTheKernel("eventfd", 0, 0), "something else"),
                (try ofTheKernel("epoll_create1", 0, 0), "something else"),
                (try ofTheKernel("timerfd_create", CLOCK_MONOTONIC, 0), "something else"),
                (try ofTheKernel("inotify_init1", 0, 0), "something else"),
            ]
            for (descriptor, reason) in cases {
                #expect {
                    try test.locker.ingest.file(descriptor, at: try EntryPath("bad"), modified: 0, in: session)
                } throws: {
                    guard let error = $0 as? LockerError, error.code == .invalidArgument else { return false }
                    return error.message.contains(reason) && error.message.contains("bad")
                }
            }
            #expect(session.stagedCount == 0)
        }
    }

    @Test func aRestoreNeedsAFileThatCanBeWrittenAnywhere() throws {
        try TestLocker.with { test in
            let caller = try test.caller("alice")
            try test.put(["song": [1, 2, 3]], for: caller)
            let path = test.directory + "/out"
            let before = [UInt8](repeating: 7, count: 10)
            try makeFile(path, before)
            for flags in [O_RDONLY, O_WRONLY | O_APPEND] {
                let descriptor = try Descriptor.open(path, flags)
                #expect {
                    try test.locker.reader.restore(
                        try EntryPath("song"), from: "main", revision: nil, of: caller, to: descriptor)
                } throws: { has(.invalidArgument)($0) }
                #expect(try contents(of: path) == before)
            }
        }
    }

    /// The writer touches the file until the ingest has answered, so the change always falls into it.
    @Test func aFileThatChangesWhileItIsReadIsNotStored() throws {
        try TestLocker.with { test in
            let session = try test.session(try test.caller("alice"))
            let path = test.directory + "/growing"
            let file = try makeFile(path, random(8_000_000, seed: 1))
            let stop = Monitor(false)
            let started = Monitor(false)
            let writer = try Thread("writer") {
                guard let file = try? Descriptor.open(path, O_WRONLY) else { return }
                var value: UInt8 = 0
                while !stop.withLock({ $0 }) {
                    value &+= 1
                    _ = withUnsafeBytes(of: value) { pwrite(file.number, $0.baseAddress, 1, 4_000_000) }
                    started.withLock { $0 = true }
                    started.notifyAll()
                }
            }
            started.wait { $0 ? () : nil }
            #expect {
                try test.locker.ingest.file(file, at: try EntryPath("growing"), modified: 0, in: session)
            } throws: { has(.changed)($0) }
            stop.withLock { $0 = true }
            writer.join()
            #expect(session.stagedCount == 0)
            _ = try test.locker.ingest.file(file, at: try EntryPath("growing"), modified: 0, in: session)
            #expect(session.stagedCount == 1)
        }
    }

    @Test func ofAFileThatDidNotAnswerInTimeNothingIsStaged() throws {
        try TestLocker.with { test in
            let caller = try test.caller("alice")
            try test.put(["song": [1, 2, 3]], for: caller)
            let session = try test.session(caller)
            let file = try makeFile(test.directory + "/file", [4, 5, 6])
            let watchdog = try Watchdog(grace: 0.01)
            defer { watchdog.stop() }
            let ended = Monitor(false)
            watchdog.watching { _ in
                ended.withLock { $0 = true }
                ended.notifyAll()
            } _: { patience in
                _ = patience.wait { ended.wait { $0 ? () : nil } }
                #expect {
                    try test.locker.ingest.file(
                        file, at: try EntryPath("new"), modified: 0, in: session, patience: patience)
                } throws: { has(.timedOut)($0) }
                #expect {
                    try test.locker.reader.restore(
                        try EntryPath("song"), from: "main", revision: nil, of: caller, to: file, patience: patience)
                } throws: { has(.timedOut)($0) }
            }
            #expect(session.stagedCount == 0)
            #expect(try contents(of: test.directory + "/file") == [4, 5, 6])
        }
    }

    @Test func aSparseFileTakesNoSpace() throws {
        try TestLocker.with { test in
            let caller = try test.caller("alice")
            let path = test.directory + "/sparse"
            let size = 300 << 20
            let file = try makeFile(path, [])
            #expect(truncate(path, off_t(size)) == 0)
            let session = try test.session(caller)
            _ = try test.locker.ingest.file(file, at: try EntryPath("sparse"), modified: 0, in: session)
            _ = try test.locker.sessions.commit(session)
            let statistics = try test.locker.census.statistics()
            #expect(statistics.packs.kinds[.chunk].records == 1)
            #expect(statistics.totals.logicalBytes == Int64(size))
        }
    }
}
