import GRDB
import Glibc
import LockerBase
import LockerTestSupport
import Metadata
import POSIXSupport
import Synchronization
import Testing

/// The log of the database stays short, whoever reads.
@Suite struct LogTests {
    /// There is always somebody who reads: each read begins before the one before it has ended.
    @Test func theLogStaysShortBesideReadersThatNeverLeaveItAlone() throws {
        try withTemporaryDirectory { place in
            let database = place + "/metadata.sqlite"
            let store = try SQLiteMetadata(path: database, readers: 8)
            let ada = try store.accounts.add(named: "ada", userID: nil, role: .user, quota: nil, created: 1)
            let library = try store.libraries.ensure(named: "main", of: ada)
            let name = String(repeating: "x", count: 200)
            let paths = try (0..<4000).map { try path("\(name)/\($0)") }
            let reads = Atomic(0)
            let isOver = Atomic(false)
            let readers = try Thread("readers") { try? readOverlapping(database, reads, until: isOver) }
            var longest = 0
            for version in 1...25 {
                let before = reads.load(ordering: .relaxed)
                try store.put(paths.map { file(at: $0, Int64(version)) }, in: library)
                longest = max(longest, try size(of: database + "-wal"))
                while reads.load(ordering: .relaxed) < before + 2 { usleep(100) }
            }
            isOver.store(true, ordering: .relaxed)
            readers.join()
            // A commit writes some 10 MiB into the log, all of them several times as much as the log may hold. Where
            // the readers are slow it is short by itself.
            #expect((8 << 20...100 << 20).contains(longest), "\(longest)")
        }
    }

    private func size(of path: String) throws -> Int {
        var status = stat()
        try #require(stat(path, &status) == 0)
        return Int(status.st_size)
    }
}

/// Holds a moment of the database with one of two connections at every time, and goes on to newer ones.
private func readOverlapping(_ path: String, _ reads: borrowing Atomic<Int>, until isOver: borrowing Atomic<Bool>)
    throws
{
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let readers = try (0..<2).map { _ in try DatabaseQueue(path: path, configuration: configuration) }
    try begin(readers[0])
    var turn = 1
    while !isOver.load(ordering: .relaxed) {
        try begin(readers[turn % 2])
        try end(readers[(turn + 1) % 2])
        reads.add(1, ordering: .relaxed)
        turn += 1
    }
    try end(readers[(turn + 1) % 2])
}

private func begin(_ reader: DatabaseQueue) throws {
    try reader.writeWithoutTransaction { database in
        try database.execute(sql: "BEGIN")
        _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM account")
    }
}

private func end(_ reader: DatabaseQueue) throws {
    try reader.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
}
