import LockerBase
import LockerTestSupport
import Metadata
import Testing

@Suite struct ExpiryTests {
    @Test(arguments: UInt64(1)...4, Implementation.allCases)
    func whatIsKeptIsAsItWas(_ seed: UInt64, _ kind: Implementation) throws {
        try withLibrary(kind) { store, account, library in
            var random = SplitMix64(seed: seed)
            for _ in 0..<15 {
                let puts = try (0..<3).map { _ in
                    try file("\(random.next() % 6)", Int64.random(in: 1...9, using: &random))
                }
                try store.put(puts, removing: [path("\(random.next() % 6)")], in: library)
            }
            let newest = try #require(try store.libraries.library(named: "main", of: account)?.newest)
            let before = try (0...newest).map { try store.list(library, revision: $0) }
            let changes = try (0...newest).map { try store.changes(library, since: $0, until: nil, page: 1000) }
            var first: Int64 = 1
            while first < newest {
                let next = Int64.random(in: first + 1...newest, using: &random)
                try #expect(store.revisions.expire(library, before: next) == next - first)
                first = next
                for revision in [0] + (first...newest) {
                    try #expect(store.list(library, revision: revision) == before[Int(revision)])
                    for page in [1, 1000] {
                        let left = try store.changes(library, since: revision, until: nil, page: page)
                        #expect(left == changes[Int(revision)])
                    }
                }
                try #expect(
                    store.revisions.list(of: library, before: nil, limit: 100).map(\.number)
                        == (first...newest).reversed())
                let error = lockerError { try store.list(library, revision: first - 1) }
                #expect(error?.code == .notFound && error?.message.contains("expired") == true)
            }
            let blobs = Set(before[Int(newest)].compactMap(\.blob))
            var told: Set<Digest> = []
            try store.blobs.walk { told.insert($0.blob) }
            #expect(told == blobs)
        }
    }

    @Test(arguments: Implementation.allCases) func theRevisionOfAMomentIsTheNewestThatWasMadeByThen(
        _ kind: Implementation
    ) throws {
        try withLibrary(kind) { store, account, library in
            for created in [10, 20, 30, 25, 40] as [Int64] {
                let delta = try store.commits.effectiveDelta(of: [file("a", created)], removals: [], in: library)
                _ = try store.commits.commit(delta, as: digest(1), created: created)
            }
            let current = { (time: Int64) in try store.revisions.revision(of: library, currentAt: time) }
            // The first revision that is younger than the moment decides: the clock was set back before the fourth.
            #expect(try [5, 10, 19, 20, 29, 30, 39, 40, 99].map(current) == [1, 1, 1, 2, 2, 4, 4, 5, 5])
            _ = try store.revisions.expire(library, before: 3)
            #expect(try current(5) == 3)
            let error = lockerError { try store.revisions.expire(library, before: 6) }
            #expect(error?.code == .invalidArgument)
            try #expect(store.revisions.expire(library, before: 2) == 0)
        }
    }

    /// Every other revision is one more range: six statements, and a trigger of `revision`.
    @Test func aRangeThatExpiresCostsFewStatements() throws {
        try withLibrary { store, account, library in
            for number in 1...101 { try store.put([file("a", Int64(number)), file("\(number)")], in: library) }
            var gone = RevisionSet()
            for number in stride(from: Int64(2), to: 101, by: 2) { gone.insert(number...number) }
            let start = store.statements
            try #expect(store.revisions.expire(library, before: 1, and: gone) == 50)
            #expect(store.statements - start <= 7 * 50 + 20)
            let held = try store.accounts.holdings(of: account)
            // Of `a` 51 are left, and all that were put once.
            #expect(held.versions == 51 + 101 && held.revisions == 51)
            try #expect(store.list(library).count == 102)
        }
    }
}
