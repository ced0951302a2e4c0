import Glibc
import LockerBase
import LockerTestSupport
import Metadata
import Testing

/// A database takes the place of another one, and what was there stays until then.
@Suite struct ExchangeTests {
    /// A database with one account, and what lies there of it when its process is killed: most of it in the log.
    private func makeKilled(_ path: String, account: String) throws {
        try withTemporaryDirectory { folder in
            let store = try SQLiteMetadata(path: folder + "/d")
            _ = try store.accounts.add(named: account, userID: nil, role: .user, quota: nil, created: 1)
            for suffix in ["", "-wal"] { try makeFile(path + suffix, try contents(of: folder + "/d" + suffix)) }
        }
    }

    private func accounts(_ path: String) throws -> [String] {
        let store = try SQLiteMetadata(path: path)
        defer { store.close() }
        return try store.accounts.all().map(\.name)
    }

    /// Writes a database with one account in one file.
    private func makeWhole(_ path: String, account: String) throws {
        try withTemporaryDirectory { folder in
            let store = try SQLiteMetadata(path: folder + "/d")
            _ = try store.accounts.add(named: account, userID: nil, role: .user, quota: nil, created: 1)
            try store.copy(to: path)
        }
    }

    @Test func theLogOfTheOldOneDoesNotMeetTheNewOne() throws {
        try withTemporaryDirectory { folder in
            let path = folder + "/metadata.sqlite"
            try makeKilled(path, account: "old")
            try makeWhole(path + ".new", account: "new")
            try SQLiteLocation(path: path).placeDraft()
            #expect(access(path + "-wal", F_OK) != 0 && access(path + ".new", F_OK) != 0)
            #expect(try accounts(path) == ["new"])
        }
    }

    /// A folder in the place of the log keeps the database from being opened, as a disk that errs does.
    @Test func oneThatCannotBeOpenedStaysAsItIs() throws {
        try withTemporaryDirectory { folder in
            let path = folder + "/metadata.sqlite"
            try makeKilled(path, account: "old")
            let (database, log) = (try contents(of: path), try contents(of: path + "-wal"))
            try makeWhole(path + ".new", account: "new")
            #expect(rename(path + "-wal", folder + "/log") == 0 && mkdir(path + "-wal", 0o700) == 0)
            #expect(lockerError { try SQLiteLocation(path: path).placeDraft() } != nil)
            #expect(rmdir(path + "-wal") == 0 && rename(folder + "/log", path + "-wal") == 0)
            #expect(try contents(of: path) == database && contents(of: path + "-wal") == log)
            #expect(try accounts(path) == ["old"])
        }
    }

    @Test func theOldOneIsKept() throws {
        try withTemporaryDirectory { folder in
            let path = folder + "/metadata.sqlite"
            for (old, new) in [("first", "second"), ("second", "third")] {
                if old == "first" { try makeKilled(path, account: old) }
                try makeWhole(path + ".new", account: new)
                try SQLiteLocation(path: path).exchangeForDraft()
                #expect(try accounts(path) == [new])
                #expect(try accounts(path + ".replaced") == [old])
            }
        }
    }

    @Test func oneThatIsDamagedIsKept() throws {
        try withTemporaryDirectory { folder in
            let path = folder + "/metadata.sqlite"
            try makeKilled(path, account: "old")
            // A log that is whole would tell the database again.
            try makeFile(path + "-wal", [UInt8](repeating: 0x5B, count: 8192))
            try makeFile(path, [UInt8](repeating: 0x5A, count: 8192))
            try makeWhole(path + ".new", account: "new")
            try SQLiteLocation(path: path).exchangeForDraft()
            #expect(try accounts(path) == ["new"])
            #expect(try contents(of: path + ".replaced") == [UInt8](repeating: 0x5A, count: 8192))
        }
    }

    /// A copy that cannot be made takes nothing away.
    @Test func aCopyThatFailsLeavesTheOneBefore() throws {
        try withTemporaryDirectory { folder in
            let store = try SQLiteMetadata(path: folder + "/d")
            try store.copy(to: folder + "/copy")
            let before = try contents(of: folder + "/copy")
            #expect(mkdir(folder + "/copy.part", 0o700) == 0)
            #expect(lockerError { try store.copy(to: folder + "/copy") } != nil)
            #expect(try contents(of: folder + "/copy") == before)
            // What a process left that was killed is no hindrance.
            rmdir(folder + "/copy.part")
            for suffix in ["", "-wal", "-journal"] { try makeFile(folder + "/copy.part" + suffix, [1, 2, 3]) }
            try store.copy(to: folder + "/copy")
            for suffix in ["", "-wal", "-journal"] { #expect(access(folder + "/copy.part" + suffix, F_OK) != 0) }
            try #expect(SQLiteMetadata(path: folder + "/copy").accounts.all().isEmpty)
        }
    }
}
