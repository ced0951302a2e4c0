import GRDB
import LockerBase
import LockerTestSupport
import Metadata
import Testing

/// The sums that are kept are those of a full count, whatever was done.
@Suite struct SumsTests {
    @Test(arguments: UInt64(1)...4) func theSumsAreThoseOfAFullCount(_ seed: UInt64) throws {
        try withTemporaryDirectory { place in
            let database = place + "/metadata.sqlite"
            let store = try SQLiteMetadata(path: database)
            var random = SplitMix64(seed: seed)
            for name in ["ada", "bob", "eve"] {
                _ = try store.accounts.add(named: name, userID: nil, role: .user, quota: nil, created: 1)
            }
            for _ in 0..<60 {
                try step(store, &random)
                try check(database, store)
            }
            let versions = try store.accounts.all().map { try store.accounts.holdings(of: $0).versions }
            #expect(versions.contains { $0 > 0 }, "something was done")
        }
    }

    @Test func aDatabaseWithoutSumsGetsThem() throws {
        try withTemporaryDirectory { place in
            let database = place + "/metadata.sqlite"
            do {
                let store = try SQLiteMetadata(path: database)
                let ada = try store.accounts.add(named: "ada", userID: nil, role: .user, quota: nil, created: 1)
                _ = try store.accounts.add(named: "bob", userID: nil, role: .user, quota: nil, created: 1)
                let library = try store.libraries.ensure(named: "main", of: ada)
                _ = try store.libraries.ensure(named: "empty", of: ada)
                try store.put([file("a", 5), link("l", to: "target"), folder("f")], in: library)
                try store.put([file("a", 6)], removing: [path("l")], in: library)
                try takeBackTheSums(of: database)
            }
            let store = try SQLiteMetadata(path: database)
            try check(database, store)
            let ada = try #require(try store.accounts.account(named: "ada"))
            let held = try store.accounts.holdings(of: ada)
            #expect(held.libraries == 2 && held.revisions == 2 && held.versions == 4 && held.logicalBytes == 6)
            #expect(held.nameBytes == 1 + 1 + 1 + 7)
        }
    }

    @Test func whatIsSaidIsCountedInADatabaseThatDidNotCountIt() throws {
        try withTemporaryDirectory { place in
            let database = place + "/metadata.sqlite"
            do {
                let store = try SQLiteMetadata(path: database)
                let ada = try store.accounts.add(named: "ada", userID: nil, role: .user, quota: nil, created: 1)
                let library = try store.libraries.ensure(named: "main", of: ada)
                try say(Provenance(origin: origin(1), note: "wörter"), [file("a", 5)], in: library, of: store)
                try DatabaseQueue(path: database).write { database in
                    try database.execute(
                        sql: """
                            UPDATE library SET name_bytes = 1;
                            DELETE FROM grdb_migrations WHERE identifier = '13-charges';
                            """)
                }
            }
            let store = try SQLiteMetadata(path: database)
            try check(database, store)
            let ada = try #require(try store.accounts.account(named: "ada"))
            try #expect(store.accounts.holdings(of: ada).nameBytes == 1 + 7 + 6 + 8)
        }
    }

    private func step(_ store: SQLiteMetadata, _ random: inout SplitMix64) throws {
        let name = ["ada", "bob", "eve"].randomElement(using: &random) ?? "ada"
        guard let account = try store.accounts.account(named: name) else {
            _ = try store.accounts.add(named: name, userID: nil, role: .user, quota: nil, created: 1)
            return
        }
        if random.next() % 20 == 0 { return try store.accounts.remove(named: name) }
        let text = ["main", "other", "third"].randomElement(using: &random) ?? "main"
        let library = try store.libraries.ensure(named: text, of: account)
        if random.next() % 6 == 0, library.newest > 1 {
            let first = Int64.random(in: 1...library.newest, using: &random)
            let other = Int64.random(in: 1...library.newest, using: &random)
            _ = try store.revisions.expire(library, before: first, and: RevisionSet(other...other))
            return
        }
        if random.next() % 8 == 0, library.newest > 0 {
            let targets = PurgeTargets([try path("\(random.next() % 8)")], isRecursive: false)
            _ = try store.purges.purge(targets, from: library, as: digest(2), created: 1)
            return
        }
        if random.next() % 8 == 0, library.newest > 0 {
            let note = ["", "a", "länger"].randomElement(using: &random) ?? ""
            return try store.revisions.setNote(note, ofRevision: library.newest, of: library)
        }
        var puts: [Entry] = []
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let name = "\(random.next() % 8)"
            let put =
                random.next() % 4 == 0
                ? try link(name, to: "x\(random.next() % 1000)")
                : try file(name, Int64.random(in: 1...9, using: &random))
            puts.append(random.next() % 3 == 0 ? try put.saying(["a": "\(random.next() % 1000)"]) : put)
        }
        let removals = try [path("\(random.next() % 8)"), path("\(random.next() % 8)")]
        let delta = try store.commits.effectiveDelta(of: puts, removals: removals, in: library)
        guard !delta.isEmpty else { return try store.libraries.forgetEmpty(library) }
        var told = Provenance()
        if random.next() % 2 == 0 { told.origin = try origin(UInt8(random.next() % 3 + 1)) }
        if random.next() % 3 == 0 { told.note = "nöte \(random.next() % 1000)" }
        _ = try store.commits.commit(delta, as: digest(1), created: 1, from: nil, saying: told) {
            () throws(LockerError) in
        }
    }

    private func check(_ path: String, _ store: SQLiteMetadata) throws {
        let counted = try DatabaseQueue(path: path).read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT account.name,
                        (SELECT count(*) FROM library WHERE account = account.id),
                        (SELECT ifnull(sum(entry.size), 0) FROM entry JOIN library ON library.id = entry.library
                            WHERE library.account = account.id AND until IS NULL AND kind = 1),
                        (SELECT count(*) FROM revision JOIN library ON library.id = revision.library
                            WHERE library.account = account.id),
                        (SELECT count(*) FROM (SELECT library FROM entry UNION ALL SELECT library FROM purged) AS held
                            JOIN library ON library.id = held.library WHERE library.account = account.id),
                        (SELECT ifnull(
                                sum(length(path) + ifnull(length(target), 0) + ifnull(length(attributes), 0)), 0)
                            FROM (
                                SELECT library, path, target, attributes FROM entry
                                UNION ALL SELECT library, path, NULL, NULL FROM purged
                            ) AS held
                            JOIN library ON library.id = held.library WHERE library.account = account.id)
                        + (SELECT ifnull(sum(
                                ifnull(length(CAST(revision.note AS BLOB)), 0) + ifnull(length(origin.folder), 0)
                                + ifnull(length(CAST(origin.device_name AS BLOB)), 0)), 0)
                            FROM revision JOIN library ON library.id = revision.library
                            LEFT JOIN origin ON origin.id = revision.origin WHERE library.account = account.id)
                    FROM account
                    """)
        }
        for row in counted {
            let name: String = row[0]
            let account = try #require(try store.accounts.account(named: name))
            let held = try store.accounts.holdings(of: account)
            let sums = [held.libraries, held.logicalBytes, held.revisions, held.versions, held.nameBytes]
            #expect(sums == (1...5).map { row[$0] as Int64 })
        }
    }
}

/// Takes from the database at `path` what the migration of the sums made, and what came after it.
func takeBackTheSums(of path: String) throws {
    try takeBackTheOrigins(of: path)
    try DatabaseQueue(path: path).write { database in
        try database.execute(
            sql: """
                DROP INDEX entry_chunk;
                DROP INDEX entry_blob;
                ALTER TABLE entry DROP COLUMN chunk;
                CREATE INDEX entry_blob ON entry (blob, library) WHERE blob IS NOT NULL;
                """)
        for trigger in ["library_added", "library_changed", "library_removed"] {
            try database.execute(sql: "DROP TRIGGER \(trigger)")
        }
        for column in ["versions", "name_bytes", "missing"] {
            try database.execute(sql: "ALTER TABLE library DROP COLUMN \(column)")
        }
        for column in ["libraries", "logical_bytes", "revisions", "versions", "name_bytes"] {
            try database.execute(sql: "ALTER TABLE account DROP COLUMN \(column)")
        }
        try database.execute(sql: "DELETE FROM grdb_migrations WHERE identifier IN ('7-sums', '8-chunks', '11-gaps')")
    }
}
