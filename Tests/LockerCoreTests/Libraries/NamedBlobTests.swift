import LockerBase
import LockerCore
import LockerTestSupport
import Testing

/// Content that is read by its name alone.
@Suite struct NamedBlobTests {
    private func read(
        _ blob: Digest, _ test: TestLocker, _ caller: Caller, offset: UInt64 = 0, length: Int = 1 << 20
    ) throws -> (bytes: [UInt8], size: Int64) {
        try test.locker.blobs.read(blob: blob, of: caller, offset: offset, length: length)
    }

    private func blob(_ path: String, _ test: TestLocker, _ caller: Caller) throws -> Digest {
        let opened = try test.locker.blobs.open(
            try EntryPath(path), from: "main", revision: nil, of: caller, connection: 1)
        return try #require(opened.entry.blob)
    }

    @Test(arguments: [3, 400_000])
    func whatTheAccountHoldsIsRead(count: Int) throws {
        try TestLocker.with { test in
            let (alice, bytes) = (try test.caller("alice"), random(count, seed: 31))
            try test.put(["a": bytes], for: alice)
            let blob = try blob("a", test, alice)
            let whole = try read(blob, test, alice)
            #expect(whole.bytes == bytes && whole.size == Int64(count))
            try #expect(read(blob, test, alice, offset: 1, length: 2).bytes == Array(bytes[1..<3]))
            try #expect(read(blob, test, alice, offset: UInt64(count)).bytes.isEmpty)
            // An old revision has it still.
            try test.put(["a": [9]], for: alice)
            try #expect(read(blob, test, alice).bytes == bytes)
            _ = try test.locker.expiry.expire(try Retention(keepLast: 1, keepWithin: nil))
            #expect { try read(blob, test, alice) } throws: { has(.notFound)($0) }
        }
    }

    /// The answer says nothing of what others hold.
    @Test func whatOthersHoldIsAnsweredAsWhatNobodyHolds() throws {
        try TestLocker.with { test in
            let (alice, bob) = (try test.caller("alice"), try test.caller("bob"))
            try test.put(["a": random(1000, seed: 32)], for: alice)
            try test.put(["b": [1]], for: bob)
            let blob = try blob("a", test, alice)
            let foreign = #expect(throws: LockerError.self) { try read(blob, test, bob) }
            let none = #expect(throws: LockerError.self) { try read(.zero, test, bob) }
            #expect(foreign?.code == .notFound && foreign?.message == none?.message)
            #expect(foreign?.details == none?.details && foreign?.code == none?.code)
            for name in [blob, .zero] {
                #expect { try read(name, test, bob, length: 2 << 20) } throws: { has(.invalidArgument)($0) }
            }
        }
    }
}
