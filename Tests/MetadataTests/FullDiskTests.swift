import GRDB
import Glibc
import LockerBase
import LockerTestSupport
import Metadata
import Testing

/// A full disk, as SQLite meets it: an open file of its own is replaced by /dev/full, where every write fails with
/// ENOSPC (full(4)).
@Suite struct FullDiskTests {
    /// The error of a commit after the file of the database that ends in `suffix` is full.
    private func errorOfCommit(whenFull suffix: String, _ puts: [Entry]) throws -> (error: LockerError?, store: String)
    {
        try withTemporaryDirectory { folder in
            let store = try SQLiteMetadata(path: folder + "/metadata.sqlite")
            let ada = try store.addAccount(named: "ada", userID: nil, role: .user, quota: nil, created: 1)
            let library = try store.ensureLibrary(named: "main", of: ada)
            // What was written is read from the database then, not from the log that turns into zeros.
            try DatabaseQueue(path: folder + "/metadata.sqlite").writeWithoutTransaction { database in
                _ = try database.checkpoint(.truncate)
            }
            let full = try #require(try fill(folder + "/metadata.sqlite" + suffix))
            #expect(full > 0)
            return (lockerError { try store.put(puts, in: library) }, folder)
        }
    }

    /// Replaces what is open of the file at `path`; returns how many descriptors.
    private func fill(_ path: String) throws -> Int? {
        let device = open("/dev/full", O_RDWR | O_CLOEXEC)
        guard device >= 0 else { return nil }
        defer { close(device) }
        var wanted = stat()
        guard stat(path, &wanted) == 0 else { return nil }
        return (0..<Int32(4096)).count { number in
            var found = stat()
            guard fstat(number, &found) == 0, found.st_ino == wanted.st_ino, found.st_dev == wanted.st_dev else {
                return false
            }
            return dup2(device, number) == number
        }
    }

    @Test func aLogThatCannotGrowIsAFullDiskAndItsPathIsNotTold() throws {
        let (error, store) = try errorOfCommit(whenFull: "-wal", [file("a")])
        #expect(error?.code == .noSpace)
        #expect(error?.message.contains(store) == false)
        #expect(error?.message.hasPrefix("the database of the store: its file system is full") == true)
    }

    @Test func anInputOutputErrorForWantOfSpaceIsAFullDiskToo() throws {
        // Enough for the log's index to grow, which SQLite tells as SQLITE_IOERR_SHMSIZE.
        let name = String(repeating: String(repeating: "n", count: 250) + "/", count: 15)
        let (error, store) = try errorOfCommit(whenFull: "-shm", (0..<2000).map { try file(name + "\($0)") })
        #expect(error?.code == .noSpace)
        #expect(error?.message.contains(store) == false)
    }
}
