import LockerBase
import Metadata
import Testing

extension ComparedHistory {
    /// Asks for all that there is.
    mutating func compareAll() throws {
        _ = try both.ask("accounts") { try $0.accounts.all() }
        _ = try both.ask("usages") { try $0.accounts.usages() }
        _ = try both.ask("totals") { try $0.totals() }
        _ = try both.ask("operations") { try $0.operations.all() }
        _ = try both.ask("newest revisions") { try $0.libraries.newestRevisions() }
        _ = try both.ask("spans") { try $0.libraries.anyKeepsWithin() }
        _ = try both.ask("newest time") { try $0.revisions.newestTime() }
        let span = (start: below(2) == 0 ? nil : Int64(below(3000)), end: Int64(below(6000)))
        _ = try both.ask("longest silence") { try $0.revisions.longestSilence(from: span.start, to: span.end) }
        _ = try both.ask("contents") { try $0.contents() }
        _ = try both.ask("chunks") { store in
            var chunks: Set<Digest> = []
            try store.blobs.walkChunks { chunks.insert($0) }
            return chunks
        }
        var seen: Set<Int64> = []
        for account in accounts where seen.insert(account.id).inserted { try compare(account) }
        seen = []
        for library in libraries where seen.insert(library.id).inserted { try compare(library) }
        try compareCatalog()
        try compareNumbers()
    }

    private mutating func compare(_ account: Account) throws {
        _ = try both.ask("account by name") { try $0.accounts.account(named: account.name) }
        _ = try both.ask("account by number") { try $0.accounts.account(withID: account.id) }
        if let userID = account.userID {
            _ = try both.ask("account by user") { try $0.accounts.account(userID: userID) }
        }
        _ = try both.ask("usage") { try $0.accounts.usage(of: account) }
        _ = try both.ask("holdings") { try $0.accounts.holdings(of: account) }
        _ = try both.ask("libraries") { try $0.libraries.all(of: account) }
        _ = try both.ask("devices") { try $0.devices.all(of: account) }
        for name in ["main", "é", "e\u{301}"] {
            _ = try both.ask("library \(name)") { try $0.libraries.library(named: name, of: account) }
        }
        for number in UInt64(1)...9 {
            // Any entry will do.
            _ = try both.ask("owned") { try $0.blobs.ownedEntry(holding: digest(number), account: account)?.blob }
            let track = digest(number + 1000)
            _ = try both.ask("owned track") { try $0.blobs.ownedEntry(withTrack: track, account: account)?.track }
            let now = Int64(below(5000))
            _ = try both.ask("claim") { try $0.claims.isHeld(on: track, of: account, at: now) }
        }
        let tracks = [track(), track(), track()]
        _ = try both.ask("matches") { try $0.catalog.matches(of: tracks, for: account) }
    }

    private mutating func compare(_ library: Library) throws {
        let (before, limit, time) = (below(2) == 0 ? nil : Int64(below(9)), below(9), Int64(below(5000)))
        _ = try both.ask("revisions") { try $0.revisions.list(of: library, before: before, limit: limit) }
        _ = try both.ask("times") { try $0.revisions.times(of: library) }
        _ = try both.ask("retention") { try $0.libraries.retention(of: library) }
        _ = try both.ask("revision then") { try $0.revisions.revision(of: library, currentAt: time) }
        for number in Int64(-1)...9 {
            _ = try both.ask("revision") { try $0.revisions.revision(number, of: library) }
            let entries = try both.ask("entries") { try $0.list(library, revision: number) }
            let folder = try entryPath()
            _ = try both.ask("entries below") { try $0.list(library, revision: number, under: folder, page: 2) }
            for place in [folder, nil] {
                _ = try both.ask("level") { try $0.level(library, revision: number, of: place, page: 2) }
            }
            _ = try both.ask("newest") { try $0.entries.newest(at: [folder], in: library) }
            _ = try both.ask("entry") { try $0.entries.entry(at: folder, in: library, revision: number) }
            let (until, page) = (below(2) == 0 ? nil : Int64(below(9)), [1, 2, 100][below(3)])
            _ = try both.ask("changes") { try $0.changes(library, since: number, until: until, page: page) }
            if let entries {
                let bounds = PageBounds(elements: 1 + below(4), bytes: 200 + below(400), work: 1 + below(20))
                for store in [both.database, both.model] {
                    try #expect(pages(of: library, number, bounds, store) == entries, "LOCKER_SEED=\(both.seed)")
                }
            }
        }
        let size = 1 + below(5)
        _ = try both.ask("blobs of a library") { store in
            var (contents, cursor) = ([ContentName](), BlobCursor?.none)
            repeat {
                let page = try store.blobs.page(of: library, after: cursor, limit: size)
                #expect(page.contents.count <= size)
                contents += page.contents
                cursor = page.next
            } while cursor != nil
            return contents.sorted()
        }
        for number in Int64(1)...9 {
            for content in [file(at: try path("x"), number), plain(at: try path("x"), number)].compactMap(\.content) {
                for place in [library, nil] {
                    _ = try both.ask("holders") { Set(try $0.blobs.holders(of: content, in: place, limit: 1000)) }
                    _ = try both.ask("some holders") { try $0.blobs.holders(of: content, in: place, limit: 2).count }
                }
            }
        }
    }

    /// The entries of a revision, by pages within bounds.
    private func pages(
        of library: Library, _ revision: Int64, _ bounds: PageBounds, _ store: any MetadataStore
    ) throws -> [Entry] {
        var (entries, bounds) = ([Entry](), bounds)
        repeat {
            let page = try store.entries.page(in: library, revision: revision, under: nil, bounds)
            #expect(page.elements.count <= bounds.elements)
            entries += page.elements
            bounds.after = page.next
        } while bounds.after != nil
        return entries
    }

    private mutating func compareCatalog() throws {
        let (after, limit) = (below(2) == 0 ? nil : track(), below(12))
        _ = try both.ask("tracks") { try $0.catalog.tracks(after: after, limit: limit) }
        for number in UInt64(1001)...1009 { _ = try both.ask("track") { try $0.catalog.track(digest(number)) } }
    }

    /// Numbers may be left out, and so are not the same.
    private mutating func compareNumbers() throws {
        let count = Int64(1 + below(1500))
        for store in [both.database, both.model] {
            let first = try store.sequence.next(1)
            let many = try store.sequence.next(count)
            try #expect(first > 0 && many > first && store.sequence.next(1) >= many + count)
            try #expect(store.sequence.upcoming >= many + count + 1)
        }
    }
}
