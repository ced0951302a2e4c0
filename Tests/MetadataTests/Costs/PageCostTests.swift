import LockerBase
import LockerTestSupport
import Metadata
import Testing

/// What a page costs, counted in instructions of SQLite: it follows the bounds of the page, and not the history.
@Suite struct PageCostTests {
    private func withStore<Result>(_ body: (SQLiteMetadata, Library, SQLSteps) throws -> Result) throws -> Result {
        try withTemporaryDirectory { folder in
            let steps = SQLSteps()
            let store = try SQLiteMetadata(path: folder + "/metadata.sqlite", configuration: steps.configuration)
            let ada = try store.accounts.add(named: "ada", userID: nil, role: .user, quota: nil, created: 1)
            let result = try body(store, store.libraries.ensure(named: "main", of: ada), steps)
            return withExtendedLifetime(steps) { result }
        }
    }

    /// `count` folders whose times change in each of so many revisions; the last one gives them those of the first.
    private func change(_ count: Int, _ revisions: Int, in library: Library, of store: SQLiteMetadata) throws {
        for revision in 1...revisions {
            let time = revision == revisions ? 1 : Int64(revision)
            try store.put(
                (0..<count).map {
                    Entry(path: try path("folder \($0 + 10_000)"), kind: .folder, size: 0, modified: time)
                }, in: library)
        }
    }

    @Test(arguments: [8, 16]) func aPageOfChangesLooksAtNoMoreRowsThanItMay(_ revisions: Int) throws {
        try withStore { store, library, steps in
            try change(2000, revisions, in: library, of: store)
            let bounds = PageBounds(elements: 1, work: 1000)
            var page = StoredPage<Change>?.none
            let cost = try steps.of {
                page = try store.entries.changesPage(in: library, since: 1, until: nil, bounds)
            }
            // Nothing differs in the end, and there are 32,000 rows with the long history.
            #expect(page?.elements.isEmpty == true && page?.next != nil)
            #expect((1000..<1100).contains(page?.work ?? 0))
            #expect((5_000...30_000).contains(cost))
        }
    }

    @Test(arguments: [8, 16]) func aPageOfAnOldRevisionLooksAtNoMoreRowsThanItMay(_ revisions: Int) throws {
        try withStore { store, library, steps in
            try change(2000, revisions, in: library, of: store)
            try store.put([folder("z")], removing: (0..<2000).map { try path("folder \($0 + 10_000)") }, in: library)
            let bounds = PageBounds(elements: 1, work: 1000)
            var page = StoredPage<Entry>?.none
            let newest = Int64(revisions + 1)
            try store.put([folder("y")], in: library)
            let cost = try steps.of {
                page = try store.entries.page(in: library, revision: newest, under: nil, bounds)
            }
            #expect(page?.elements.isEmpty == true && page?.next != nil)
            #expect((5_000...30_000).contains(cost))
        }
    }

    /// Rows of what was purged count as others do, and a path with many of them is looked up.
    @Test(arguments: [(800, 20), (80, 200)])
    func aPageOfWhatWasPurgedLooksAtNoMoreRowsThanItMay(_ count: Int, _ revisions: Int) throws {
        try withStore { store, library, steps in
            try change(count, revisions, in: library, of: store)
            let ada = try #require(try store.accounts.account(named: "ada"))
            let newest = try #require(try store.libraries.library(named: "main", of: ada))
            let paths = try (0..<count).map { try path("folder \($0 + 10_000)") }
            let targets = PurgeTargets(paths, isRecursive: false)
            _ = try store.purges.purge(targets, from: newest, as: digest(9), created: 9)
            var bounds = PageBounds(elements: 1000, work: 1000)
            var (gone, pages) = ([EntryPath](), 0)
            repeat {
                var page = StoredPage<Change>()
                let cost = try steps.of {
                    page = try store.entries.changesPage(in: library, since: 1, until: nil, bounds)
                }
                #expect(page.work < 1100 && cost <= 30_000)
                gone += page.elements.map(\.path)
                bounds.after = page.next
                pages += 1
            } while bounds.after != nil
            #expect(gone == paths && pages > 2)
        }
    }

    /// A path that was changed a thousand times is looked up, and not gone through.
    @Test func aLongHistoryOfOnePathCostsLittle() throws {
        try withStore { store, library, steps in
            for version in 1...1000 { try store.put([file("a", Int64(version)), file("b\(version)")], in: library) }
            let lookup = try steps.of {
                try #expect(store.entries.entry(at: path("a"), in: library, revision: 500) == file("a", 500))
            }
            #expect(lookup <= 300)
            let page = try steps.of {
                let bounds = PageBounds(elements: 2)
                let page = try store.entries.page(in: library, revision: 600, under: nil, bounds)
                try #expect(page.elements == [file("a", 600), file("b1")])
            }
            #expect(page <= 2000)
            let changes = try steps.of {
                let found = try store.entries.changesPage(in: library, since: 500, until: 501, PageBounds(elements: 9))
                try #expect(found.elements.map(\.entry) == [file("a", 501), file("b501")])
            }
            #expect(changes <= 2000)
        }
    }

    /// A level of folders costs what there is of them, and not what is in them.
    @Test func aFolderIsPassedOverWhateverIsInIt() throws {
        func cost(of count: Int, revision: Int64?) throws -> Int {
            try withStore { store, library, steps in
                for folder in 0..<20 {
                    try store.put((0..<count).map { try file("\(folder + 10)/\($0)") }, in: library)
                }
                try store.put([file("z")], in: library)
                return try steps.of { try #expect(store.level(library, revision: revision).count >= 20) }
            }
        }
        for revision in [nil, 20] as [Int64?] {
            let (few, many) = (try cost(of: 10, revision: revision), try cost(of: 1000, revision: revision))
            #expect(many <= few + few / 2 + 500)
        }
    }

    /// Whatever the bounds of the pages, they are the same list.
    @Test func partialPagesAreTheWholeList() throws {
        try withStore { store, library, _ in
            try change(300, 5, in: library, of: store)
            try store.put(
                (0..<50).map { try file("new \($0)", $0 + 1) }, removing: [path("folder 10007")], in: library)
            try store.put([file("new 7", 99)], in: library)
            for (elements, bytes, work) in [(1, Int.max, 7), (10, 500, 100), (1000, 3000, 10_000), (7, .max, 1)] {
                var entries: [Entry] = []
                var bounds = PageBounds(elements: elements, bytes: bytes, work: work)
                repeat {
                    let page = try store.entries.page(in: library, revision: 6, under: nil, bounds)
                    entries += page.elements
                    #expect(page.elements.count <= elements)
                    bounds.after = page.next
                } while bounds.after != nil
                try #expect(entries == store.list(library, revision: 6))
                var changes: [Change] = []
                repeat {
                    let page = try store.entries.changesPage(in: library, since: 0, until: 7, bounds)
                    changes += page.elements
                    bounds.after = page.next
                } while bounds.after != nil
                try #expect(changes == store.changes(library, since: 0, until: 7, page: 1000))
            }
        }
    }

    /// A removal, its work and its write, grows with what is removed.
    @Test func removingTwiceAsMuchCostsTwiceAsMuch() throws {
        func cost(of count: Int) throws -> Int {
            try withStore { store, library, steps in
                let paths = try (0..<count).map { try path("f/\($0 + 100_000)") }
                try store.put(paths.map { file(at: $0) }, in: library)
                return try steps.of { try store.put([], removing: paths, in: library) }
            }
        }
        let (few, many) = (try cost(of: 2000), try cost(of: 8000))
        #expect(few > 2000 * 20)
        #expect(Double(many) < 4.4 * Double(few))
    }

    /// What a purge would take out is read once.
    @Test func whatAPurgeFindsIsReadOnce() throws {
        try withStore { store, library, steps in
            try change(1000, 4, in: library, of: store)
            let targets = PurgeTargets(try (0..<1000).map { try path("folder \($0 + 10_000)") }, isRecursive: false)
            let cost = try steps.of {
                try #expect(store.purges.find(targets, in: library).versions == 4000)
            }
            // A statement for each path, and for each row its columns.
            #expect(cost <= 1000 * 25 + 4000 * 20)
        }
    }

    /// What a quota is held against is kept: it costs the same however much an account holds.
    @Test func aLookAtAQuotaCostsNoMoreWithManyLibraries() throws {
        try withStore { store, library, steps in
            let ada = try #require(try store.accounts.account(named: "ada"))
            let one = try steps.of { try store.accounts.holdings(of: ada) }
            for number in 0..<200 {
                try store.put([file("a", 1)], in: store.libraries.ensure(named: "library \(number)", of: ada))
            }
            #expect(try store.accounts.holdings(of: ada).logicalBytes == 200)
            let many = try steps.of { try store.accounts.holdings(of: ada) }
            #expect(many <= one + 100)
        }
    }

    /// A stop is noticed at the next step, and leaves nothing behind.
    @Test func aCommitThatIsGivenUpChangesNothing() throws {
        try withStore { store, library, _ in
            try store.put((0..<100).map { try file("f\($0)") }, in: library)
            let paths = try (0..<100).map { try path("f\($0)") }
            let delta = try store.commits.effectiveDelta(of: [], removals: paths, in: library)
            for limit in [0, 1, 99] {
                var asked = 0
                let error = lockerError {
                    try store.commits.commit(delta, as: digest(9), created: 9, from: nil) { () throws(LockerError) in
                        asked += 1
                        if asked > limit { throw LockerError(.unavailable, "enough") }
                    }
                }
                #expect(error?.code == .unavailable && asked == limit + 1)
                try #expect(store.list(library).count == 100)
            }
            try #expect(store.commits.commit(delta, as: digest(9), created: 9).removed == 100)
        }
    }
}
