import GRDB
import Glibc
import LockerBase
import LockerTestSupport
import Metadata
import Testing

@Suite struct OpeningTests {
    @Test func whatWasCommittedIsThereAfterReopening() throws {
        try withTemporaryDirectory { folder in
            let database = folder + "/metadata.sqlite"
            do {
                let store = try SQLiteMetadata(path: database)
                let ada = try store.accounts.add(named: "ada", userID: 7, role: .user, quota: 50, created: 3)
                let library = try store.libraries.ensure(named: "main", of: ada)
                try store.put([file("a", 1), file("b", 2)], in: library)
                try store.put([file("a", 3)], in: library)
            }
            let store = try SQLiteMetadata(path: database)
            let ada = try #require(try store.accounts.account(userID: 7))
            let library = try #require(try store.libraries.library(named: "main", of: ada))
            #expect(library.newest == 2)
            try #expect(store.list(library) == [file("a", 3), file("b", 2)])
            try #expect(store.list(library, revision: 1) == [file("a", 1), file("b", 2)])
            try #expect(store.put([file("c", 4)], in: library).number == 3)
        }
    }

    @Test func aCommitIsThereForWhoeverOpensTheFilesAsTheyAre() throws {
        try withTemporaryDirectory { folder in
            let store = try SQLiteMetadata(path: folder + "/metadata.sqlite")
            let ada = try store.accounts.add(named: "ada", userID: 7, role: .user, quota: nil, created: 3)
            try store.put([file("a", 1)], in: store.libraries.ensure(named: "main", of: ada))
            // As after a kill: the files are copied while the store is open, so nothing was tidied up.
            for suffix in ["", "-wal"] {
                let bytes = try contents(of: folder + "/metadata.sqlite" + suffix)
                try write(bytes, to: folder + "/copy.sqlite" + suffix)
            }
            let copy = try SQLiteMetadata(path: folder + "/copy.sqlite")
            let owner = try #require(try copy.accounts.account(named: "ada"))
            let library = try #require(try copy.libraries.library(named: "main", of: owner))
            try #expect(copy.list(library) == [file("a", 1)])
        }
    }

    /// The entry without permission bits.
    private func bare(_ entry: Entry) -> Entry {
        Entry(
            path: entry.path, kind: entry.kind, size: entry.size, blob: entry.blob, modified: entry.modified,
            track: entry.track, target: entry.target)
    }

    @Test func aDatabaseOfTheFirstVersionGetsACatalogAndItsTracksAreFound() throws {
        try withTemporaryDirectory { folder in
            let database = folder + "/metadata.sqlite"
            do {
                let store = try SQLiteMetadata(path: database)
                let ada = try store.accounts.add(named: "ada", userID: 7, role: .user, quota: nil, created: 3)
                let library = try store.libraries.ensure(named: "main", of: ada)
                try store.put([file("a", 2), file("b", 4)], in: library)
                try store.put([], removing: [path("a")], in: library)
                try takeBackTheCatalog(of: database)
            }
            let store = try SQLiteMetadata(path: database)
            let ada = try #require(try store.accounts.account(userID: 7))
            let library = try #require(try store.libraries.library(named: "main", of: ada))
            // Permission bits are younger.
            try #expect(store.list(library, revision: 1) == [bare(file("a", 2)), bare(file("b", 4))])
            let owned = TrackMatch(isOwned: true, payloadSize: nil)
            try #expect(store.catalog.matches(of: [digest(1002), digest(1004)], for: ada) == [owned, owned])
            try #expect(store.blobs.ownedEntry(withTrack: digest(1002), account: ada) == bare(file("a", 2)))
            try #expect(store.catalog.tracks(after: nil, limit: 9).isEmpty)
            try #expect(store.totals().catalogTracks == 0)
            try #expect(library.first == 1 && store.sequence.upcoming == 1)
            try #expect(store.put([file("c", 6)], in: library).number == 3)
        }
    }

    @Test func aNewerSchemaIsRefusedAndLeftAlone() throws {
        try withTemporaryDirectory { folder in
            let database = folder + "/metadata.sqlite"
            do {
                _ = try SQLiteMetadata(path: database)
                try DatabaseQueue(path: database).write {
                    try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99-later')")
                }
            }
            let error = lockerError { try SQLiteMetadata(path: database) }
            #expect(error?.code == .failedPrecondition)
            #expect(error?.message.contains(database) == true)
            #expect(error?.message.contains("newer version") == true)
        }
    }

    @Test func aFileThatIsNoDatabaseIsNamedAsDamaged() throws {
        try withTemporaryDirectory { folder in
            let database = folder + "/metadata.sqlite"
            try write([UInt8](repeating: 0x5A, count: 8192), to: database)
            let error = lockerError { try SQLiteMetadata(path: database) }
            #expect(error?.code == .dataLoss)
            #expect(error?.message.contains(database) == true)
            #expect(error?.message.contains("backup") == true)
            try #expect(contents(of: database) == [UInt8](repeating: 0x5A, count: 8192))
        }
    }

    @Test func damagedPagesAreAnErrorOfThatCallAndNoCrash() throws {
        try withTemporaryDirectory { folder in
            let database = folder + "/metadata.sqlite"
            do {
                let store = try SQLiteMetadata(path: database)
                let ada = try store.accounts.add(named: "ada", userID: 7, role: .user, quota: nil, created: 3)
                let library = try store.libraries.ensure(named: "main", of: ada)
                try store.put((0..<2000).map { try file("folder/file \($0)", $0) }, in: library)
            }
            // The first pages hold the schema and the small tables; the entries and their indexes lie after them.
            var bytes = try contents(of: database)
            for offset in bytes.indices.dropFirst(48 * 4096) { bytes[offset] = 0x5A }
            try write(bytes, to: database)

            let store = try SQLiteMetadata(path: database)
            let ada = try #require(try store.accounts.account(named: "ada"))
            let library = try #require(try store.libraries.library(named: "main", of: ada))
            let error = lockerError { try store.list(library) }
            #expect(error?.code == .dataLoss)
            #expect(error?.message.contains("backup") == true)
            try #expect(store.accounts.usage(of: ada).files == 2000)
        }
    }

    @Test func aFolderThatIsNotThereIsNamed() throws {
        try withTemporaryDirectory { folder in
            let error = lockerError { try SQLiteMetadata(path: folder + "/none/metadata.sqlite") }
            #expect(error?.code == .system)
            #expect(error?.message.contains("/none/metadata.sqlite") == true)
        }
    }

    /// A shared mapping of a file would be a SIGBUS on a full Btrfs. What an earlier version left of one goes.
    @Test func theIndexOfTheLogIsNoFile() throws {
        try withTemporaryDirectory { folder in
            let database = folder + "/metadata.sqlite"
            try write([UInt8](repeating: 1, count: 32768), to: database + "-shm")
            let store = try SQLiteMetadata(path: database)
            let ada = try store.accounts.add(named: "ada", userID: nil, role: .user, quota: nil, created: 1)
            try #expect(store.accounts.account(named: "ada") == ada)
            #expect(access(database + "-wal", F_OK) == 0)
            #expect(access(database + "-shm", F_OK) != 0)
        }
    }

    @Test func aDatabaseThatIsClosedIsOneFileAndSaysSo() throws {
        try withTemporaryDirectory { folder in
            let database = folder + "/metadata.sqlite"
            let store = try SQLiteMetadata(path: database)
            let ada = try store.accounts.add(named: "ada", userID: nil, role: .user, quota: nil, created: 1)
            try #expect(store.accounts.account(named: "ada") == ada)
            store.close()
            #expect(access(database + "-wal", F_OK) != 0)
            #expect(lockerError { try store.accounts.account(named: "ada") }?.code == .failedPrecondition)
            try #expect(SQLiteMetadata(path: database).accounts.account(named: "ada") == ada)
        }
    }

    @Test func readersDoNotWaitForAWriter() throws {
        try withTemporaryDirectory { folder in
            let database = folder + "/metadata.sqlite"
            let store = try SQLiteMetadata(path: database)
            let ada = try store.accounts.add(named: "ada", userID: nil, role: .user, quota: nil, created: 1)
            // Another connection holds the write lock while the store reads.
            try DatabaseQueue(path: database).inTransaction(.immediate) { writer in
                try writer.execute(sql: "UPDATE account SET quota = 1")
                try #expect(store.accounts.account(named: "ada") == ada)
                return .rollback
            }
        }
    }
}

/// Takes from the database at `path` what the second migration and later ones made, so that it is as the first version
/// left it.
private func takeBackTheCatalog(of path: String) throws {
    try takeBackTheSums(of: path)
    try DatabaseQueue(path: path).write { database in
        for table in ["claim", "fingerprint", "matched", "catalog", "operation", "purged", "retention"] {
            try database.drop(table: table)
        }
        try database.drop(index: "entry_track")
        try database.drop(table: "record_number")
        for column in ["first", "device", "device_name", "folder"] {
            try database.execute(sql: "ALTER TABLE library DROP COLUMN \(column)")
        }
        try database.execute(sql: "ALTER TABLE account DROP COLUMN disabled")
        for column in ["mode", "attributes"] { try database.execute(sql: "ALTER TABLE entry DROP COLUMN \(column)") }
        try database.execute(sql: "ALTER TABLE revision DROP COLUMN purge")
        try database.execute(sql: "DELETE FROM grdb_migrations WHERE identifier <> '1-libraries'")
        let names = try String.fetchAll(
            database, sql: "SELECT name FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*' ORDER BY name")
        #expect(
            names == [
                "account", "entry", "entry_blob", "entry_history", "entry_newest", "entry_since", "entry_until",
                "grdb_migrations", "library", "revision",
            ])
    }
}

private func contents(of path: String) throws -> [UInt8] {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = fgetc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    return bytes
}

private func write(_ bytes: [UInt8], to path: String) throws {
    let file = try #require(fopen(path, "w"))
    defer { fclose(file) }
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
}
