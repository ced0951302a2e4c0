import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import Testing

/// What is told to those who wait, and what wakes them.
@Suite struct WatchTests {
    private func watch(
        _ test: TestLocker, _ name: String = "alice", _ count: WakeCount = WakeCount(),
        _ fill: (inout WatchOrder) -> Void
    ) throws -> Watch {
        var order = WatchOrder()
        fill(&order)
        let caller = WatchingCaller(userID: 0, for: name, by: test.locker.authority)
        return try test.locker.watches.begin(order, by: caller, count.wake)
    }

    private func revisions(_ watch: Watch) throws -> [String: Int64] {
        let libraries = try watch.news().libraries
        return Dictionary(uniqueKeysWithValues: libraries.map { ("\($0.account)/\($0.library)", $0.revision) })
    }

    @Test func whatIsNewerIsToldAtOnceAndWhatComesWakes() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            try test.put(["a": [1]], for: alice)
            let first = try watch(test) { $0.add(library: "main", at: 0, of: "") }
            try #expect(revisions(first) == ["/main": 1])
            let count = WakeCount()
            let watch = try watch(test, "alice", count) { $0.add(library: "main", at: 1, of: "") }
            let before = try watch.news()
            #expect(before.isEmpty, "\(before)")
            try test.put(["b": [2]], for: alice, library: "other")
            try test.put(["b": [2]], for: alice)
            #expect(count.wait(for: 1))
            try #expect(revisions(watch) == ["/main": 2])
            #expect(count.count == 1)
        }
    }

    @Test func aCommitThatChangesNothingWakesNobody() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            try test.put(["a": [1]], for: alice)
            let count = WakeCount()
            let watch = try watch(test, "alice", count) { $0.add(library: "main", at: 1, of: "") }
            try test.put(["a": [1]], for: alice)
            try #expect(watch.news().isEmpty)
            try test.put(["a": [2]], for: alice)
            #expect(count.wait(for: 1))
            #expect(count.count == 1)
        }
    }

    /// Each kind of change wakes those who wait for the library, and is told.
    @Test func everyChangeOfALibraryWakes() throws {
        let changes: [(String, (TestLocker, Caller) throws -> Void)] = [
            ("commit", { test, caller in try test.put(["c": [3]], for: caller) }),
            (
                "remove",
                { test, caller in
                    _ = try test.locker.editor.remove([EntryPath("a")], from: "main", of: caller, recursive: false)
                }
            ),
            (
                "move",
                { test, caller in
                    _ = try test.locker.editor.move(EntryPath("a"), to: EntryPath("z"), in: "main", of: caller)
                }
            ),
            (
                "delete",
                { test, caller in _ = try test.locker.libraries.delete(named: "main", of: caller, isDryRun: false) }
            ),
            ("rename", { test, caller in try test.locker.libraries.rename(named: "main", to: "new", of: caller) }),
            ("remove the account", { test, _ in try test.locker.accounts.remove(named: "alice") }),
        ]
        for (name, change) in changes {
            try TestLocker.with { test in
                let alice = try test.caller("alice")
                try test.put(["a": [1], "b": [2]], for: alice)
                let count = WakeCount()
                let watch = try watch(test, "alice", count) { $0.add(library: "main", at: 1, of: "") }
                try #expect(watch.news().isEmpty, "\(name)")
                try change(test, alice)
                #expect(count.wait(for: 1), "\(name)")
                let news = try? watch.news()
                #expect(news?.isEmpty != true, "\(name)")
            }
        }
    }

    @Test func aLibraryThatIsNotThereIsWaitedForOrGone() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let count = WakeCount()
            let coming = try watch(test, "alice", count) { $0.add(library: "main", at: 0, of: "") }
            try #expect(coming.news().isEmpty)
            try #expect(revisions(watch(test) { $0.add(library: "main", at: 3, of: "") }) == ["/main": 0])
            try test.put(["a": [1]], for: alice)
            #expect(count.wait(for: 1))
            try #expect(revisions(coming) == ["/main": 1])
            // Another one by now, whatever its number: a store from a backup, or a library that was made again.
            try #expect(revisions(watch(test) { $0.add(library: "main", at: 7, of: "") }) == ["/main": 1])
        }
    }

    @Test func allLibrariesAreThoseThatAreNotNamed() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            for library in ["a", "b", "c"] { try test.put(["x": [1]], for: alice, library: library) }
            let count = WakeCount()
            let watch = try watch(test, "alice", count) { order in
                order.addAll(of: "")
                order.add(library: "a", at: 1, of: "")
                order.add(library: "c", at: 1, of: "")
            }
            try #expect(revisions(watch) == ["/b": 1])
            try test.locker.libraries.rename(named: "c", to: "d", of: alice)
            #expect(count.wait(for: 1))
            try #expect(revisions(watch) == ["/b": 1, "/c": 0, "/d": 1])
        }
    }

    /// Names that are equal as text, and not as bytes.
    @Test func twinsAreTwoLibraries() throws {
        let (one, other) = ("caf\u{E9}", "cafe\u{301}")
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            try test.put(["a": [1]], for: alice, library: one)
            try test.put(["a": [1]], for: alice, library: other)
            try test.put(["a": [2]], for: alice, library: other)
            let watch = try watch(test) { order in
                order.add(library: one, at: 1, of: "")
                order.add(library: other, at: 1, of: "")
            }
            let news = try watch.news().libraries
            try #require(news.count == 1)
            #expect(Array(news[0].library.utf8) == Array(other.utf8) && news[0].revision == 2)
        }
    }

    @Test func whatAnAccountHoldsIsTold() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            try test.put(["a": [1, 2, 3]], for: alice)
            let first = try watch(test) { $0.addUsage(of: "", known: []) }.news().usages
            try #require(first.count == 1)
            #expect(first[0].used == 3 && first[0].quota == nil)
            let count = WakeCount()
            let watch = try watch(test, "alice", count) { $0.addUsage(of: "", known: first[0].state) }
            try #expect(watch.news().isEmpty)
            try test.put(["b": [4]], for: alice, library: "other")
            #expect(count.wait(for: 1))
            try #expect(watch.news().usages.first?.used == 4)
            _ = try test.locker.accounts.setQuota(1000, ofAccountNamed: "alice")
            #expect(count.wait(for: 2))
            try #expect(watch.news().usages.first?.quota == 1000)
        }
    }
}
