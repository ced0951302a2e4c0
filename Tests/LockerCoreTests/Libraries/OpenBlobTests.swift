import Glibc
import LockerBase
import LockerCore
import LockerTestSupport
import Testing

/// Content that is open stays, whatever becomes of its entry.
@Suite struct OpenBlobTests {
    private static let bytes = random(600_000, seed: 21)

    /// Calls `body` with content that only the first revision has, in a sealed pack, and its handle on connection 1.
    private func withOpen(
        _ clock: TestClock = TestClock(), _ body: (TestLocker, Caller, UInt64) throws -> Void
    ) throws {
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                try test.put(["a": OpenBlobTests.bytes, "b": random(500_000, seed: 22)], for: alice)
                try test.put(["a": [1]], for: alice)
                try test.put(["c": random(400_000, seed: 23)], for: try test.caller("bob"))
            }
            var configuration = Configuration()
            configuration.instant = clock.now
            try TestLocker.opened(directory, configuration) { test in
                let alice = try test.caller("alice")
                let opened = try open("a", test, alice, revision: 1)
                #expect(opened.revision == 1 && opened.entry.size == 600_000)
                try body(test, alice, opened.handle)
            }
        }
    }

    private func open(
        _ path: String, _ test: TestLocker, _ caller: Caller, revision: Int64? = nil, connection: UInt64 = 1
    ) throws -> Blobs.Opened {
        try test.locker.blobs.open(
            try EntryPath(path), from: "main", revision: revision, of: caller, connection: connection)
    }

    private func read(
        _ handle: UInt64, _ test: TestLocker, _ caller: Caller, connection: UInt64 = 1, offset: UInt64 = 0
    ) throws -> [UInt8] {
        try test.locker.blobs.read(
            handle: handle, of: caller, connection: connection, offset: offset, length: 1 << 20
        ).bytes
    }

    private func expire(_ test: TestLocker) throws {
        _ = try test.locker.expiry.expire(try Retention(keepLast: 1, keepWithin: nil))
    }

    @Test func itOutlivesItsRevisionAndACompaction() throws {
        try withOpen { test, alice, handle in
            try expire(test)
            try #expect(test.compact().reclaimedBytes < 100_000)
            try #expect(read(handle, test, alice) == OpenBlobTests.bytes)
            try #expect(read(handle, test, alice, offset: 599_990) == Array(OpenBlobTests.bytes.suffix(10)))
            try #expect(read(handle, test, alice, offset: .max).isEmpty)
            test.locker.blobs.close(handle: handle, of: alice, connection: 1)
            #expect { try read(handle, test, alice) } throws: { has(.notFound)($0) }
            try #expect(test.compact().reclaimedBytes > 500_000)
            try #expect(test.restored("a", of: alice) == [1])
        }
    }

    /// What is opened when a compaction has marked already is not given up by it.
    @Test func itIsOpenedWhileACompactionRuns() throws {
        try withOpen { test, alice, handle in
            test.locker.blobs.close(handle: handle, of: alice, connection: 1)
            var options = CompactionOptions()
            (options.maximumUnused, options.bytesPerSecond) = (0, 800_000)
            // Its pack is rewritten then.
            try test.locker.accounts.remove(named: "bob")
            let job = try test.locker.compaction.start(options)
            while job.progress.phase != "rewriting packs", job.outcome == nil { usleep(1000) }
            let again = try open("a", test, alice, revision: 1).handle
            try expire(test)
            while job.outcome == nil {
                try #expect(read(again, test, alice) == OpenBlobTests.bytes)
                usleep(1000)
            }
            try test.compact()
            try #expect(read(again, test, alice) == OpenBlobTests.bytes)
        }
    }

    @Test func itIsLetGoWhenNobodyReads() throws {
        let clock = TestClock()
        try withOpen(clock) { test, alice, handle in
            try expire(test)
            for seconds in [59, 118, 177] {
                clock.set(.seconds(seconds))
                try #expect(read(handle, test, alice, offset: 599_999).count == 1)
            }
            clock.set(.seconds(177 + 60))
            let error = #expect(throws: LockerError.self) { try read(handle, test, alice) }
            #expect(error?.code == .notFound && error?.message.contains("open it again") == true)
            try #expect(test.compact().reclaimedBytes > 500_000)
        }
    }

    @Test func aCompactionLetsGoOfWhatIsIdle() throws {
        let clock = TestClock()
        try withOpen(clock) { test, _, _ in
            try expire(test)
            clock.set(.seconds(60))
            try #expect(test.compact().reclaimedBytes > 500_000)
        }
    }

    @Test func itIsOfOneAccountOnOneConnection() throws {
        try withOpen { test, alice, handle in
            let bob = try test.caller("bob")
            #expect { try read(handle, test, bob) } throws: { has(.notFound)($0) }
            #expect { try read(handle, test, alice, connection: 2) } throws: { has(.notFound)($0) }
            test.locker.blobs.close(handle: handle, of: bob, connection: 1)
            test.locker.blobs.close(handle: handle, of: alice, connection: 2)
            try #expect(read(handle, test, alice).count == 600_000)
            test.locker.connectionEnded(1)
            #expect { try read(handle, test, alice) } throws: { has(.notFound)($0) }
        }
    }

    /// A number that was let go is not given to other content.
    @Test func aHandleIsGivenOutOnce() throws {
        try withOpen { test, alice, handle in
            test.locker.blobs.close(handle: handle, of: alice, connection: 1)
            let next = try open("a", test, alice).handle
            #expect(next != handle)
            #expect { try read(handle, test, alice) } throws: { has(.notFound)($0) }
            try #expect(read(next, test, alice) == [1])
        }
    }

    @Test func anAccountHasSoManyOpen() throws {
        let clock = TestClock()
        try withOpen(clock) { test, alice, _ in
            for number in 1..<OpenBlobLimits.perAccount {
                _ = try open("a", test, alice, connection: UInt64(number % 3))
            }
            #expect { try open("a", test, alice, connection: 9) } throws: { has(.tooMany)($0) }
            let bob = try test.caller("bob")
            try test.put(["a": [2]], for: bob)
            _ = try open("a", test, bob)
            test.locker.connectionEnded(2)
            _ = try open("a", test, alice, connection: 9)
            clock.set(.seconds(60))
            for _ in 0..<OpenBlobLimits.perAccount { _ = try open("a", test, alice, connection: 9) }
        }
    }

    @Test func whatIsNoFileIsNotOpened() throws {
        try withOpen { test, alice, _ in
            #expect { try open("nothing", test, alice) } throws: { has(.notFound)($0) }
            #expect { try open("a", test, alice, revision: 3) } throws: { has(.notFound)($0) }
            try test.put(["folder/file": [3]], for: alice)
            #expect { try open("folder", test, alice) } throws: { has(.invalidArgument)($0) }
        }
    }
}
