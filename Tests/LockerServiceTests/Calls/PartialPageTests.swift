import Foundation
import LockerAPI
import LockerBase
import LockerClient
import LockerTestSupport
import Testing

/// Pages that end where the work for them has become too much, and those of clients that do not know of such pages.
@Suite struct PartialPageTests {
    /// 3,000 folders whose times change in each of seven revisions, and are in the end what they were in the first.
    private func withHistory(_ body: (TestDaemon, LockerConnection) throws -> Void) throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            for revision in [1, 2, 3, 4, 5, 6, 1] {
                var open = Locker_V1_OpenSessionRequest()
                open.library = "main"
                let session = try connection.call(LockerMethods.openSession, open).session
                var stage = Locker_V1_StageRequest()
                stage.session = session
                stage.entries = (0..<3000).map { number in
                    var entry = Locker_V1_Entry()
                    entry.path = Data("folder \(number)".utf8)
                    entry.kind = .folder
                    entry.modified = Int64(revision)
                    return entry
                }
                if revision == 6 { stage.entries.removeLast() }
                _ = try connection.call(LockerMethods.stage, stage)
                var commit = Locker_V1_CommitRequest()
                commit.session = session
                _ = try connection.call(LockerMethods.commit, commit)
            }
            try body(test, connection)
        }
    }

    @Test func aPageEndsWhereTheWorkHasBecomeTooMuch() throws {
        try withHistory { _, connection in
            var request = Locker_V1_ChangesRequest()
            (request.library, request.since, request.limit) = ("main", 1, 1)
            request.partial = true
            let first = try connection.call(LockerMethods.changes, request)
            // There are 21,000 rows, and nothing differs.
            #expect(first.changes.isEmpty && first.more && !first.next.isEmpty)
            var pages = 1
            var page = first
            while page.more {
                request.after = page.next
                page = try connection.call(LockerMethods.changes, request)
                #expect(page.changes.isEmpty)
                pages += 1
            }
            #expect((2...4).contains(pages))
        }
    }

    @Test func aClientThatDoesNotKnowOfThemIsAnsweredRightly() throws {
        try withHistory { test, connection in
            var request = Locker_V1_ChangesRequest()
            (request.library, request.since, request.limit) = ("main", 1, 1)
            let page = try connection.call(LockerMethods.changes, request)
            #expect(page.changes.isEmpty && !page.more && page.next.isEmpty)
            request.until = 6
            var paths: [Data] = []
            request.limit = 2000
            while true {
                let page = try connection.call(LockerMethods.changes, request)
                #expect(page.next.isEmpty)
                paths += page.changes.map(\.path)
                guard page.more else { break }
                #expect(page.changes.count == 2000)
                request.after = page.changes.last?.path ?? Data()
            }
            let reader = LibraryReader(connection: connection, library: "main")
            var known: [Data] = []
            _ = try reader.forEachChangePage(since: 1, until: 6) { known += $0.map(\.path) }
            #expect(paths.count == 3000 && paths == known)
            var entries: [Data] = []
            _ = try reader.forEachPage(revision: 3) { entries += $0.map(\.path) }
            #expect(entries == paths)
        }
    }
}
