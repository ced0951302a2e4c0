import GRDB
import LockerBase
import LockerTestSupport
import Metadata
import Testing

/// A disk that is full or takes no writes, as SQLite meets it.
@Suite struct FullDiskTests {
    /// The error of a commit after the file of the database that ends in `suffix` is full.
    private func errorOfCommit(whenFull suffix: String, _ puts: [Entry]) throws -> (error: LockerError?, store: String)
    {
        try withTemporaryDirectory { folder in
            let store = try SQLiteMetadata(path: folder + "/metadata.sqlite")
            let ada = try store.accounts.add(named: "ada", userID: nil, role: .user, quota: nil, created: 1)
            let library = try store.libraries.ensure(named: "main", of: ada)
            // What was written is read from the database then, not from the log that turns into zeros.
            try DatabaseQueue(path: folder + "/metadata.sqlite").writeWithoutTransaction { database in
                _ = try database.checkpoint(.truncate)
            }
            let full = try #require(fillUp(folder + "/metadata.sqlite" + suffix))
            #expect(full > 0)
            return (lockerError { try store.put(puts, in: library) }, folder)
        }
    }

    @Test func aLogThatCannotGrowIsAFullDiskAndItsPathIsNotTold() throws {
        let (error, store) = try errorOfCommit(whenFull: "-wal", [file("a")])
        #expect(error?.code == .noSpace)
        #expect(error?.message.contains(store) == false)
        #expect(error?.message.hasPrefix("the database of the store: its file system is full") == true)
    }

    @Test func aDatabaseThatCannotBeWrittenIsNoMatterOfRights() throws {
        try withTemporaryDirectory { folder in
            let path = folder + "/metadata.sqlite"
            _ = try SQLiteMetadata(path: path)
            var configuration = Configuration()
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA query_only = ON") }
            let error = lockerError { _ = try SQLiteMetadata(path: path, configuration: configuration) }
            #expect(error?.code == .system)
            #expect(error?.message.contains("cannot be written") == true)
        }
    }
}
