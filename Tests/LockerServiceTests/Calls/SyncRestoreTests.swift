import Glibc
import LockerAPI
import LockerBase
import LockerSync
import LockerTestSupport
import Testing

@Suite struct SyncRestoreTests {
    @Test(arguments: SyncOptions.Transfer.allCases)
    func aTreeComesBackAsItWas(transfer: SyncOptions.Transfer) throws {
        try TestDaemon.with { test in
            let source = test.directory + "/source"
            try Tree.make(at: source, seed: 1)
            var options = test.syncOptions()
            options.transfer = transfer
            let report = try Sync(connection: try test.connect(), directory: source, options: options).run()
            #expect(report.revision == 1 && report.uploaded == 9 && report.skipped.isEmpty)
            // Of files that are passed as descriptors, nothing goes through the socket; short ones go themselves.
            #expect(report.sentBytes == (transfer == .descriptor ? Tree.shortBytes : report.logicalBytes))
            let target = test.directory + "/target"
            let restored = try Restorer(connection: try test.connect(), directory: target).run()
            #expect(restored.skipped.isEmpty)
            #expect(Tree.differences(source, target) == "")
        }
    }

    @Test func whatDidNotChangeIsNotReadAgain() throws {
        try TestDaemon.with { test in
            let source = test.directory + "/source"
            try Tree.make(at: source, seed: 2)
            func sync(_ change: (inout SyncOptions) -> Void = { _ in }) throws -> SyncReport {
                var options = test.syncOptions()
                change(&options)
                return try Sync(connection: try test.connect(), directory: source, options: options).run()
            }
            #expect(try sync().uploaded == 9)
            let again = try sync()
            #expect(again.unchanged == 9 && again.uploaded == 0 && again.revision == 1)
            #expect(try sync { $0.rehash = true }.revision == 1)

            try Tree.write([1, 2, 3], source, Array("a/one byte".utf8), modified: 1_400_000_000)
            let third = try sync()
            #expect(third.uploaded == 1 && third.unchanged == 8 && third.revision == 2)

            unlink(source + "/a/one byte")
            #expect(try sync().revision == 2)
            #expect(try sync { $0.delete = true }.revision == 3)

            var request = Locker_V1_RemoveRequest()
            request.library = "main"
            request.paths = [.init("a/b/song.mp3".utf8)]
            _ = try test.connect().call(LockerMethods.remove, request)
            #expect(try sync().uploaded == 1, "what somebody removed from the library is sent again")
        }
    }

    @Test func aFileThatBecameAFolderTakesItsPlace() throws {
        try TestDaemon.with { test in
            let source = test.directory + "/source"
            try Tree.make(at: source, seed: 3)
            _ = try Sync(connection: try test.connect(), directory: source, options: test.syncOptions()).run()
            unlink(source + "/a/one byte")
            #expect(mkdir(source + "/a/one byte", 0o755) == 0)
            try Tree.write([5], source, Array("a/one byte/inside".utf8), modified: 1_400_000_000)
            var options = test.syncOptions()
            let refused = try Sync(connection: try test.connect(), directory: source, options: options).run()
            #expect(refused.skipped.count == 1 && refused.revision == 1, "nothing is removed unless that is asked for")
            options.delete = true
            let report = try Sync(connection: try test.connect(), directory: source, options: options).run()
            #expect(report.uploaded == 1 && report.revision == 2)
            let target = test.directory + "/target"
            _ = try Restorer(connection: try test.connect(), directory: target).run()
            #expect(Tree.differences(source, target) == "")
        }
    }

    @Test func whatIsNoFileIsSkippedByName() throws {
        try TestDaemon.with { test in
            let source = test.directory + "/source"
            try Tree.make(at: source, seed: 4)
            #expect(mkfifo(source + "/pipe", 0o644) == 0)
            let report = try Sync(connection: try test.connect(), directory: source, options: test.syncOptions()).run()
            #expect(report.skipped.map { String(decoding: $0.path, as: UTF8.self) } == ["pipe"])
            #expect(report.uploaded == 9)
        }
    }

    @Test func anAccountOverItsQuotaGetsThatErrorAndKeepsWhatItHas() throws {
        try TestDaemon.with { test in
            let source = test.directory + "/source"
            try Tree.make(at: source, seed: 5)
            try test.addAccount("alice", quota: 500_000)
            let connection = try test.connect("alice")
            #expect {
                try Sync(connection: connection, directory: source, options: test.syncOptions()).run()
            } throws: { ($0 as? LockerError)?.code == .overQuota }
            #expect(try connection.call(LockerMethods.usage, .init()).files == 0)
        }
    }

    @Test func whatARestoreFindsIsLeftAlone() throws {
        try TestDaemon.with { test in
            let source = test.directory + "/source"
            try Tree.make(at: source, seed: 6)
            _ = try Sync(connection: try test.connect(), directory: source, options: test.syncOptions()).run()
            let target = test.directory + "/target"
            #expect(mkdir(target, 0o755) == 0 && mkdir(target + "/a", 0o755) == 0)
            try makeFile(target + "/a/one byte", [9, 9])
            let first = try Restorer(connection: try test.connect(), directory: target).run()
            #expect(first.skipped.map { String(decoding: $0.path, as: UTF8.self) } == ["a/one byte"])
            #expect(try contents(of: target + "/a/one byte") == [9, 9])
            let second = try Restorer(connection: try test.connect(), directory: target).run()
            #expect(second.unchanged == 8 && second.restored == 0)
        }
    }

    /// What the client remembers is of a revision that the library has no more.
    @Test func aRevisionThatExpiredIsMadeUpForByTheListing() throws {
        try TestDaemon.with { test in
            let source = test.directory + "/source"
            try Tree.make(at: source, seed: 3)
            func sync() throws -> SyncReport {
                try Sync(connection: try test.connect(), directory: source, options: test.syncOptions()).run()
            }
            #expect(try sync().uploaded == 9)
            var removal = Locker_V1_RemoveRequest()
            removal.library = "main"
            removal.paths = [.init("a/b/song.mp3".utf8)]
            _ = try test.connect().call(LockerMethods.remove, removal)
            var expiry = Locker_V1_ExpireRequest()
            expiry.keepLast = 1
            let expired = try test.connect().call(AdminMethods.expire, expiry)
            #expect(expired.expired == 1 && expired.kept == 1 && expired.libraries == 1)
            let report = try sync()
            #expect(report.uploaded == 1 && report.unchanged == 8 && report.revision == 3)
            #expect(try sync().unchanged == 9)
        }
    }
}
