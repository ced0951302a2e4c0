import Glibc
import LockerBase
import LockerCore
import LockerTestSupport
import Testing

/// Who asks for their damaged files has their own recipes read, and nobody else's.
@Suite struct DamagedCostTests {
    /// Alice has 40 files, and one is damaged; bob has three.
    private func withDamage(_ body: (TestLocker) throws -> Void) throws {
        try withTemporaryDirectory { directory in
            let first = try TestLocker.open(directory)
            let files = (0..<40).map { ("\($0)", random(50_000, seed: UInt64($0 + 1))) }
            try first.put(Dictionary(uniqueKeysWithValues: files), for: try first.caller("alice"))
            let same = random(60_000, seed: 100)
            try first.put(["a": same, "b": same, "c": [3]], for: try first.caller("bob"))
            first.locker.close()
            try damage("data-", in: directory) { _ in 50_000 }
            let test = try TestLocker.open(directory)
            defer { test.locker.close() }
            let job = try test.locker.verification.start(VerificationOptions())
            while job.outcome == nil { usleep(1000) }
            try body(test)
        }
    }

    @Test func anotherUserReadsNoRecipesButTheirOwn() throws {
        try withDamage { test in
            let (alice, bob) = (try test.caller("alice"), try test.caller("bob"))
            var damaged = -1
            let first = test.cost { damaged = try test.locker.damage.damagedFiles(in: "main", of: bob).files.count }
            #expect(damaged == 0)
            // Two contents, however many files have them.
            #expect(first.error == nil && first.work.store.recipeReads <= 2)
            let own = test.cost { damaged = try test.locker.damage.damagedFiles(in: "main", of: alice).files.count }
            #expect(damaged == 1)
            #expect(own.work.store.recipeReads <= 40)
            // What is known is not worked out again.
            for caller in [alice, bob, alice, bob] {
                let again = test.cost { _ = try test.locker.damage.damagedFiles(in: "main", of: caller) }
                #expect(again.work.store.recipeReads == 0)
            }
            try test.put(["d": [4]], for: bob)
            let changed = test.cost { _ = try test.locker.damage.damagedFiles(in: "main", of: bob) }
            #expect(changed.work.store.recipeReads <= 3)
            #expect(try test.locker.damage.damages().total == 1)
        }
    }

    @Test func whereNothingIsDamagedNothingIsRead() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            try test.put(["a": [1], "b": [2]], for: alice)
            let cost = test.cost { _ = try test.locker.damage.damagedFiles(in: "main", of: alice) }
            #expect(cost.work.store.recipeReads == 0 && cost.work.store.lookups == 0)
        }
    }

    /// Files of several revisions, more than one page of them.
    @Test func allRevisionsAreLookedThrough() throws {
        try withTemporaryDirectory { directory in
            let first = try TestLocker.open(directory)
            let alice = try first.caller("alice")
            try first.put(["old": random(50_000, seed: 1)], for: alice)
            _ = try first.locker.editor.remove([try EntryPath("old")], from: "main", of: alice, recursive: false)
            let many = (0..<1_100).map { ("\($0)", Array("\($0)".utf8)) }
            try first.put(Dictionary(uniqueKeysWithValues: many), for: alice)
            try first.put(["new": random(50_000, seed: 2)], for: alice)
            first.locker.close()
            // Of the first record, and of the last.
            try damage("data-", in: directory) { _ in 20_000 }
            try damage("data-", in: directory) { bytes in
                let last = random(50_000, seed: 2).suffix(16)
                return try #require(bytes.indices.dropLast(16).last { bytes[$0..<$0 + 16].elementsEqual(last) })
            }
            let test = try TestLocker.open(directory)
            defer { test.locker.close() }
            let job = try test.locker.verification.start(VerificationOptions())
            while job.outcome == nil { usleep(1000) }
            let found = try test.locker.damage.damagedFiles(in: "main", of: try test.caller("alice"))
            #expect(Set(found.files.map { "\($0.holder.path)" }) == ["old", "new"] && !found.more)
        }
    }
}
