import LockerBase
import LockerTestSupport
import Metadata
import Testing

/// What working out and writing a revision costs for each of its entries, counted in statements and in instructions of
/// SQLite: so that it stays linear, however much there is.
@Suite struct CommitCostTests {
    /// Of a transaction, and of what is written once for a revision.
    private static let fixed = 16

    private func paths(_ count: Int, in folder: String) throws -> [EntryPath] {
        try (0..<count).map { try path("\(folder)/file \($0 + 1_000_000)") }
    }

    /// Statements of working out a delta, and of its commit.
    private func statements(
        _ puts: [Entry], removing removals: [EntryPath] = [], in library: Library, of store: SQLiteMetadata
    ) throws -> (delta: Int, commit: Int) {
        let start = store.statements
        let delta = try store.commits.effectiveDelta(of: puts, removals: removals, in: library)
        let middle = store.statements
        _ = try store.commits.commit(delta, as: digest(7), created: 7)
        return (middle - start, store.statements - middle)
    }

    @Test func aFirstCommitTakesAStatementForEachEntry() throws {
        try withLibrary { store, _, library in
            let cost = try statements(paths(5000, in: "f").map { file(at: $0) }, in: library, of: store)
            #expect(cost.delta <= CommitCostTests.fixed)
            #expect((5000...5000 + CommitCostTests.fixed).contains(cost.commit))
        }
    }

    @Test func whatComesBehindAllThatIsThereIsNotLookedUp() throws {
        try withLibrary { store, _, library in
            let all = try paths(6000, in: "f")
            try store.put(all[..<3000].map { file(at: $0) }, in: library)
            let cost = try statements(all[3000...].map { file(at: $0) }, in: library, of: store)
            #expect(cost.delta <= CommitCostTests.fixed)
            #expect((3000...3000 + CommitCostTests.fixed).contains(cost.commit))
        }
    }

    @Test func whatLiesFarApartTakesALookupEach() throws {
        try withLibrary { store, _, library in
            let all = try paths(6000, in: "f")
            let few = stride(from: 0, to: 6000, by: 60).map { all[$0] }
            try store.put(all.map { file(at: $0) }, in: library)
            let cost = try statements(few.map { file(at: $0, 2) }, in: library, of: store)
            #expect(cost.delta <= few.count + CommitCostTests.fixed)
            #expect(cost.commit <= 2 * few.count + CommitCostTests.fixed)
        }
    }

    @Test func aRenamedFolderIsGoneThroughOnce() throws {
        try withLibrary { store, _, library in
            let (old, new) = (try paths(3000, in: "f"), try paths(3000, in: "g"))
            try store.put(old.map { file(at: $0) }, in: library)
            let cost = try statements(new.map { file(at: $0) }, removing: old, in: library, of: store)
            #expect(cost.delta <= CommitCostTests.fixed)
            #expect((6000...6000 + CommitCostTests.fixed).contains(cost.commit))
        }
    }

    /// In whatever order they come, and however often: what is worked out is the same, and in path order.
    @Test func theOrderInWhichEntriesComeShowsNowhere() throws {
        try withLibrary { store, _, library in
            let all = try paths(500, in: "f")
            try store.put(all[100..<300].map { file(at: $0) }, in: library)
            let removals = Array(all[200...])
            let puts = all[..<400].map { file(at: $0, 2) }
            let delta = try store.commits.effectiveDelta(of: puts, removals: removals, in: library)
            #expect(delta.additions == puts.filter { !all[100..<300].contains($0.path) })
            #expect(delta.changes == Array(puts[100..<300]) && delta.removals.isEmpty)
            var generator = SplitMix64(seed: 4711)
            for _ in 0..<5 {
                let twice = puts.shuffled(using: &generator).map { file(at: $0.path, 3) } + puts
                let shuffled = (removals + removals).shuffled(using: &generator)
                try #expect(
                    store.commits.effectiveDelta(of: twice, removals: shuffled, in: library) == delta)
            }
        }
    }

    /// A first commit, one behind it, a renamed folder and its removal, with so many entries each.
    private func steps(_ count: Int) throws -> [Int] {
        try withTemporaryDirectory { folder in
            let steps = SQLSteps()
            let store = try SQLiteMetadata(path: folder + "/metadata.sqlite", configuration: steps.configuration)
            let ada = try store.accounts.add(named: "ada", userID: nil, role: .user, quota: nil, created: 1)
            let library = try store.libraries.ensure(named: "main", of: ada)
            let (one, two, new) = (
                try paths(count, in: "f"), try paths(count, in: "g"), try paths(count, in: "h")
            )
            let costs = [
                try steps.of { try store.put(one.map { file(at: $0) }, in: library) },
                try steps.of { try store.put(two.map { file(at: $0) }, in: library) },
                try steps.of { try store.put(new.map { file(at: $0) }, removing: one, in: library) },
                try steps.of { try store.put([], removing: new, in: library) },
                try steps.of { try #expect(store.list(library).count == count) },
                try steps.of { _ = try store.revisions.expire(library, before: 4) },
                try steps.of { try store.libraries.remove(library) },
            ]
            return withExtendedLifetime(steps) { costs }
        }
    }

    @Test func whatManyEntriesTakeIsLinear() throws {
        let (few, many) = (try steps(1000), try steps(16_000))
        for (small, large) in zip(few, many) {
            #expect(small > 1000 && Double(large) < 17.6 * Double(small))
        }
    }
}
