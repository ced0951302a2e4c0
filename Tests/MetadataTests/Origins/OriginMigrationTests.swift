import GRDB
import LockerBase
import LockerTestSupport
import Metadata
import Testing

@Suite struct OriginMigrationTests {
    @Test func `revisions of an older database have no origin, and the next one has`() throws {
        try withTemporaryDirectory { folder in
            let database = folder + "/metadata.sqlite"
            do {
                let store = try SQLiteMetadata(path: database)
                let ada = try store.accounts.add(named: "ada", userID: 7, role: .user, quota: nil, created: 3)
                let library = try store.libraries.ensure(named: "main", of: ada)
                try store.put([file("a", 5)], in: library)
                try takeBackTheOrigins(of: database)
            }
            let store = try SQLiteMetadata(path: database)
            let ada = try #require(try store.accounts.account(named: "ada"))
            let library = try #require(try store.libraries.library(named: "main", of: ada))
            let old = try #require(try store.revisions.revision(1, of: library))
            #expect(old.bytes == nil && old.provenance == Provenance() && old.added == 1)
            try #expect(store.devices.all(of: ada).isEmpty)
            let told = Provenance(origin: try origin(1), note: "told", base: 1, newBytes: 7)
            try say(told, [file("b", 7)], in: library, of: store)
            let new = try #require(try store.revisions.revision(2, of: library))
            #expect(new.provenance == told && new.bytes == ChangedBytes(added: 7))
        }
    }

    /// One row for each place that revisions came from, and none when no revision names it.
    @Test func `origins go with the revisions that name them`() throws {
        try withTemporaryDirectory { folder in
            let database = folder + "/metadata.sqlite"
            let store = try SQLiteMetadata(path: database)
            let ada = try store.accounts.add(named: "ada", userID: 7, role: .user, quota: nil, created: 3)
            let library = try store.libraries.ensure(named: "main", of: ada)
            let other = try store.libraries.ensure(named: "other", of: ada)
            for number in Int64(1)...4 {
                let told = Provenance(origin: try origin(number < 3 ? 1 : 2))
                try say(told, [file("a", number)], in: library, of: store)
            }
            try say(Provenance(origin: origin(2)), [file("a", 1)], in: other, of: store)
            try #expect(uses(in: database) == [2, 3])
            _ = try store.revisions.expire(library, before: 3)
            try #expect(uses(in: database) == [3])
            try store.libraries.remove(library)
            try #expect(uses(in: database) == [1])
            try store.accounts.remove(named: "ada")
            try #expect(uses(in: database).isEmpty)
        }
    }

    private func uses(in database: String) throws -> [Int64] {
        try DatabaseQueue(path: database).read { try Int64.fetchAll($0, sql: "SELECT uses FROM origin ORDER BY id") }
    }
}

/// A folder of the device with these bytes.
func origin(_ device: UInt8) throws -> Origin {
    try Origin(
        device: [UInt8](repeating: device, count: 16), deviceName: "device \(device)", folder: Array("/music".utf8),
        client: "locker", version: "1")
}

/// Commits `puts`, and says that of the revision.
@discardableResult
func say(
    _ provenance: Provenance, _ puts: [Entry], removing removals: [EntryPath] = [], in library: Library,
    of store: any MetadataStore
) throws -> Revision {
    let delta = try store.commits.effectiveDelta(of: puts, removals: removals, in: library)
    let (commit, created) = (digest(UInt64(delta.base) + 1), 100 + delta.base)
    return try store.commits.commit(delta, as: commit, created: created, from: nil, saying: provenance) {
        () throws(LockerError) in
    }
}

/// Takes from the database at `path` what the migration of the origins made, and what came after it.
func takeBackTheOrigins(of path: String) throws {
    try DatabaseQueue(path: path).write { database in
        for trigger in ["revision_added", "revision_removed"] {
            try database.execute(sql: "DROP TRIGGER \(trigger)")
        }
        let columns = ["origin", "base", "note", "added_bytes", "changed_bytes", "removed_bytes", "new_bytes"]
        for column in columns { try database.execute(sql: "ALTER TABLE revision DROP COLUMN \(column)") }
        for table in ["origin", "device"] { try database.drop(table: table) }
        try database.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = '9-origins'")
    }
}
