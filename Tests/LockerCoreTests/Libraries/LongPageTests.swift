import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import Testing

@Suite struct LongPageTests {
    private func account(_ id: Int64) -> Account {
        Account(id: id, name: "a\(id)", userID: nil, role: .user, quota: nil, created: 1)
    }

    @Test func anAccountTakesNotAllOfThem() throws {
        let pages = AccountPlaces.longPages()
        var places = [try pages.take(for: account(1)), try pages.take(for: account(1))]
        #expect { try pages.take(for: account(1)) } throws: { has(.tooMany)($0) }
        places += [try pages.take(for: account(2)), try pages.take(for: account(3))]
        #expect { try pages.take(for: account(4)) } throws: { has(.tooMany)($0) }
        places.removeFirst()
        places.append(try pages.take(for: account(4)))
        places = []
        for _ in 0..<10 { _ = try pages.take(for: account(1)) }
    }

    /// A page that is put together in many steps gives its place back.
    @Test func aPageGivesItsPlaceBack() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            for time in [1, 2, 3, 1] as [Int64] {
                let session = try test.session(alice)
                let folders = try (0..<6000).map {
                    Entry(path: try EntryPath("\($0)"), kind: .folder, size: 0, modified: time)
                }
                try test.locker.stager.stage(folders, removals: [], in: session)
                _ = try test.locker.sessions.commit(session)
                test.locker.sessions.close(session)
            }
            for _ in 0..<6 {
                let page = try test.locker.listings.changes(
                    in: "main", of: alice, since: 1, until: nil, after: nil, limit: 1)
                #expect(page.elements.isEmpty && !page.more && page.next == nil)
            }
        }
    }
}
