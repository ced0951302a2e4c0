import LockerBase
import LockerTestSupport
import Metadata
import Testing

/// What is purged is in no revision any more, and whoever knows an old one is told that it is gone.
@Suite struct PurgeTests {
    private func library(_ store: any MetadataStore, _ account: Account) throws -> Library {
        try #require(try store.libraries.library(named: "main", of: account))
    }

    @discardableResult
    private func purge(
        _ paths: [String], recursive: Bool = false, _ store: any MetadataStore, _ account: Account
    ) throws -> Revision {
        let targets = PurgeTargets(try paths.map { try path($0) }, isRecursive: recursive)
        return try store.purges.purge(
            targets, from: try library(store, account), as: digest(77), created: 1000)
    }

    @Test(arguments: Implementation.allCases) func itIsGoneFromAllRevisionsAndNothingElseIs(_ kind: Implementation)
        throws
    {
        try withLibrary(kind) { store, account, library in
            try store.put([file("a", 1), file("secret", 5), file("secrets", 3)], in: library)
            try store.put([file("secret", 7), link("l", to: "target")], in: library)
            try store.put([file("b", 2)], removing: [path("a")], in: library)
            let targets = PurgeTargets([try path("secret")], isRecursive: false)
            let found = try store.purges.find(targets, in: library)
            #expect(found.revisions == 3 && found.paths == 1 && found.versions == 2)
            #expect(found.logicalBytes == 12 && found.missing == nil)
            let made = try purge(["secret"], store, account)
            #expect(made.number == 4 && made.added == 0 && made.changed == 0 && made.removed == 1)
            #expect(made.files == 2 && made.logicalBytes == 5)
            let paths = try (1...4).map { try store.list(library, revision: $0).map(\.path.description) }
            #expect(paths[0] == ["a", "secrets"] && paths[1] == ["a", "l", "secrets"])
            #expect(paths[2] == ["b", "l", "secrets"] && paths[3] == paths[2])
            let told = try store.revisions.list(of: library, before: nil, limit: 9)
            #expect(told.map(\.files) == [2, 2, 2, 2] && told.map(\.logicalBytes) == [5, 5, 4, 4])
            #expect(told.map(\.added) == [0, 1, 1, 3] && told.map(\.changed) == [0, 0, 1, 0])
            #expect(made.provenance.isPurge && told.map(\.provenance.isPurge) == [true, false, false, false])
            try #expect(store.blobs.ownedEntry(holding: digest(5), account: account) == nil)
            try #expect(store.blobs.ownedEntry(holding: digest(7), account: account) == nil)
            try #expect(Set(store.contents().map(\.blob)) == [digest(1), digest(2), digest(3)])
            try #expect(store.purges.find(targets, in: library).missing == path("secret"))
        }
    }

    @Test(arguments: Implementation.allCases) func whoKnowsARevisionThatHadItIsToldThatItIsGone(_ kind: Implementation)
        throws
    {
        try withLibrary(kind) { store, account, library in
            try store.put([file("a", 1), file("f/x", 5), file("f/y", 7)], in: library)
            try store.put([file("f/x", 9)], removing: [path("f/y")], in: library)
            try store.put([file("c", 1)], in: library)
            try purge(["f"], recursive: true, store, account)
            for page in [1, 100] {
                let since = { (since: Int64, until: Int64?) in
                    try store.changes(library, since: since, until: until, page: page)
                        .map { "\($0.path) \($0.entry != nil) \($0.existed)" }
                }
                try #expect(since(1, nil) == ["c true false", "f/x false false", "f/y false false"])
                try #expect(since(3, nil) == ["f/x false false"])
                try #expect(since(4, nil) == [])
                // Between two that both had it, and since nothing was there, there is nothing to tell.
                try #expect(since(2, 3) == ["c true false"])
                try #expect(since(0, 1) == ["a true false"])
            }
            try store.put([file("f/x", 11)], in: library)
            let changes = try store.changes(library, since: 3, until: nil, page: 100)
            try #expect(changes == [Change(path: path("f/x"), entry: file("f/x", 11), existed: false)])
        }
    }

    @Test(arguments: Implementation.allCases) func whatOnlyOldRevisionsHadIsPurgedByARevisionThatChangesNothing(
        _ kind: Implementation
    ) throws {
        try withLibrary(kind) { store, account, library in
            try store.put([file("a", 1), file("old", 5)], in: library)
            try store.put([], removing: [path("old")], in: library)
            let made = try purge(["old"], store, account)
            #expect(made.number == 3 && made.removed == 0 && made.files == 1)
            try #expect(store.changes(library, since: 2, until: nil, page: 9).isEmpty)
            try #expect(store.list(library, revision: 1) == [file("a", 1)])
        }
    }

    @Test(arguments: Implementation.allCases) func ofMoreThanIsLookedAtOnlyThatIsTold(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            try store.put([file("f/a", 1), file("f/b", 2), file("f/c", 3)], in: library)
            try store.put([file("f/a", 4), link("f/l", to: "target")], in: library)
            let targets = PurgeTargets([try path("f"), try path("g")], isRecursive: true)
            for limit in [0, 1, 4] as [Int64] {
                let found = try store.purges.find(targets, in: library, limit: limit) { () throws(LockerError) in }
                #expect(found == PurgedEntries(beyond: limit))
            }
            let all = try store.purges.find(targets, in: library, limit: 5) { () throws(LockerError) in }
            #expect(all.versions == 5 && all.paths == 4 && all.logicalBytes == 10 && all.revisions == 2)
            try #expect(all.missing == path("g"))
            let error = lockerError {
                try store.purges.find(targets, in: library, limit: 5) { () throws(LockerError) in
                    throw LockerError(.unavailable, "enough")
                }
            }
            #expect(error?.code == .unavailable)
        }
    }

    @Test(arguments: Implementation.allCases) func othersKeepTheSameContent(_ kind: Implementation) throws {
        try withLibrary(kind) { store, account, library in
            let bob = try store.accounts.add(named: "bob", userID: nil, role: .user, quota: nil, created: 1)
            let his = try store.libraries.ensure(named: "main", of: bob)
            let other = try store.libraries.ensure(named: "other", of: account)
            for place in [library, his, other] { try store.put([file("secret", 5)], in: place) }
            try purge(["secret"], store, account)
            try #expect(store.list(his) == [file("secret", 5)] && store.list(other) == [file("secret", 5)])
            try #expect(store.blobs.ownedEntry(holding: digest(5), account: bob) != nil)
        }
    }

    @Test(arguments: Implementation.allCases) func theQuotaGetsBackWhatItHeld(_ kind: Implementation) throws {
        try withLibrary(kind) { store, account, library in
            try store.put([file("secret", 5), link("secret link", to: "target"), file("a", 1)], in: library)
            try purge(["secret", "secret link"], store, account)
            let held = try store.accounts.holdings(of: account)
            #expect(held.logicalBytes == 1 && held.revisions == 2)
            // The names are, until no revision is left that had them.
            #expect(held.versions == 3 && held.nameBytes == 6 + 11 + 1)
            try #expect(store.revisions.expire(self.library(store, account), before: 2) == 1)
            let left = try store.accounts.holdings(of: account)
            #expect(left.versions == 1 && left.nameBytes == 1)
            try #expect(store.changes(library, since: 2, until: nil, page: 9).isEmpty)
        }
    }

    @Test(arguments: Implementation.allCases) func anotherRevisionThanTheNewestIsNoneToPurgeFrom(_ kind: Implementation)
        throws
    {
        try withLibrary(kind) { store, account, library in
            try store.put([file("secret", 5)], in: library)
            let error = lockerError {
                try store.purges.purge(
                    PurgeTargets([try path("secret")], isRecursive: false), from: library, as: digest(1), created: 1)
            }
            #expect(error?.code == .failedPrecondition)
            try #expect(store.list(library, revision: 1).count == 1)
        }
    }

    /// So many changes are found along the paths.
    @Test func ofManyChangesItIsToldInTheOrderOfThePaths() throws {
        try withLibrary { store, account, library in
            let count = 10_001
            let names = (0..<count).map { "f\($0 + 100_000)" }
            try store.put(try names.map { try file($0, 1) } + [file("f100007 secret", 5), file("z", 3)], in: library)
            try store.put(try names.map { try file($0, 2) }, in: library)
            try purge(["f100007 secret", "z"], store, account)
            let all = try store.changes(library, since: 1, until: nil, page: 100_000)
            #expect(all.count == count + 2 && all.map(\.path) == all.map(\.path).sorted())
            let gone = all.filter { $0.entry == nil }
            #expect(gone.map(\.path.description) == ["f100007 secret", "z"] && gone.allSatisfy { !$0.existed })
            var (pages, bounds) = ([Change](), PageBounds(elements: 700, work: 300))
            repeat {
                let page = try store.entries.changesPage(in: library, since: 1, until: nil, bounds)
                pages += page.elements
                bounds.after = page.next
            } while bounds.after != nil
            #expect(pages == all)
        }
    }
}
