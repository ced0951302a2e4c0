import Glibc
import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import Testing

/// Revisions expire between others, and the others are as they were.
@Suite struct GapTests {
    /// Lets alice's library forget all but the revisions of these numbers.
    private func keep(_ numbers: [Int64], _ test: TestLocker) throws {
        let metadata = try TestLocker.metadata(TestLocker.database(in: test.directory))
        let alice = try #require(try metadata.accounts.account(named: "alice"))
        let library = try #require(try metadata.libraries.library(named: "main", of: alice))
        let times = try metadata.revisions.times(of: library)
        let places = times.indices.filter { numbers.contains(times[$0].number) }
        let kept = try test.locker.expiry.expire(library, of: alice) { (_) throws(LockerError) in
            KeptRevisions(Set(places), of: times)
        }
        #expect(kept?.kept == Int64(numbers.count))
    }

    /// What each revision of these numbers has, by path.
    private func trees(_ numbers: [Int64], _ test: TestLocker, _ caller: Caller) throws -> [[String: [UInt8]]] {
        try numbers.map { number in
            var tree: [String: [UInt8]] = [:]
            for path in try test.paths(of: caller, revision: number) {
                tree[path] = try test.restored(path, of: caller, revision: number)
            }
            return tree
        }
    }

    @Test func whatIsLeftIsAsItWasNowAndWhenItIsToldAgain() throws {
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                for number in UInt8(1)...8 {
                    try test.put(["changed": [number], "new \(number)": [number], "\(number % 3)": [1]], for: alice)
                    if number == 5 {
                        _ = try test.locker.editor.remove(
                            [EntryPath("new 2"), EntryPath("new 4")], from: "main", of: alice, recursive: false)
                    }
                }
                let left: [Int64] = [2, 5, 9]
                let before = try trees(left, test, alice)
                let changes = { (since: Int64) in
                    try test.locker.listings.changes(
                        in: "main", of: alice, since: since, until: nil, after: nil, limit: 0
                    ).elements
                }
                let told = try left.map(changes)
                try keep(left, test)
                #expect(try trees(left, test, alice) == before)
                #expect(try left.map(changes) == told)
                let log = try test.locker.listings.revisions(of: "main", of: alice, before: nil, limit: 0)
                #expect(log.elements.map(\.number) == [9, 5, 2])
                for gone in [1, 3, 4, 6, 7, 8] as [Int64] {
                    #expect { try changes(gone) } throws: { has(.notFound)($0) }
                    #expect {
                        try test.paths(of: alice, revision: gone)
                    } throws: { error in has(.notFound)(error) && "\(error)".contains("expired") }
                }
            }
            try expectTheSameOfThePacks(in: directory)
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                for number in UInt8(11)...14 {
                    try test.put(["changed": [number], "new 3": [number], "later \(number)": [number]], for: alice)
                }
                try keep([2, 9, 11, 13], test)
                _ = try test.locker.purges.purge(
                    [try EntryPath("changed"), try EntryPath("new 2")], from: "main", of: alice, recursive: false,
                    isDryRun: false)
                try test.compact()
                #expect(try test.paths(of: alice, revision: 2) == ["1", "2", "new 1"])
            }
            try expectTheSameOfThePacks(in: directory)
            try TestLocker.opened(directory) { test in
                try keep([13, 14], test)
                try test.put(["last": [1]], for: try test.caller("alice"))
            }
            try expectTheSameOfThePacks(in: directory)
        }
    }
}
