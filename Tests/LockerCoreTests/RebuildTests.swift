import Foundation
import Glibc
import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import Testing

/// The packs alone tell what the database says.
@Suite struct RebuildTests {
    private func opened(_ directory: String, _ body: (TestLocker) throws -> Void) throws {
        let test = try TestLocker.open(directory)
        defer { test.locker.close() }
        try body(test)
    }

    @Test(arguments: UInt64(1)...8) func aRandomHistoryIsToldAsItWas(_ seed: UInt64) throws {
        try withTemporaryDirectory { directory in
            let database = TestLocker.database(in: directory)
            var history = RandomHistory(seed: seed)
            for round in 0..<4 {
                try opened(directory) { test in
                    try history.run(12, on: test)
                    let before = try MetadataSnapshot(database)
                    let report = try test.rebuild()
                    try #expect(MetadataSnapshot(database) == before)
                    #expect(report.leftOut == 0 && report.metadata.accounts == before.totals.accounts)
                    try history.run(12, on: test)
                }
                let before = try MetadataSnapshot(database)
                let report = try TestLocker.rebuild(in: directory)
                try #expect(MetadataSnapshot(database) == before, "round \(round)")
                try #expect(MetadataSnapshot(database + ".replaced") == before)
                #expect(report.leftOut == 0)
            }
        }
    }

    @Test func withoutADatabaseItIsToldOfThePacks() throws {
        try withTemporaryDirectory { directory in
            let database = TestLocker.database(in: directory)
            let bytes = random(300_000, seed: 1)
            try opened(directory) { test in
                try test.put(["song": bytes], for: try test.caller("alice", quota: 1_000_000))
                _ = try test.caller("bob")
            }
            let before = try MetadataSnapshot(database)
            unlink(database)
            #expect {
                try TestLocker.open(directory)
            } throws: { error in
                has(.failedPrecondition)(error) && "\(error)".contains("lockerd --store \(directory)/store --rebuild")
            }
            try TestLocker.rebuild(in: directory)
            try #expect(MetadataSnapshot(database) == before)
            try opened(directory) { test in try #expect(test.restored("song", of: test.caller("alice")) == bytes) }
        }
    }

    /// After a crash the packs may tell of a commit that the database never took. What follows another one decides, or
    /// nothing but that the other one came later.
    @Test(arguments: [["b"], ["b", "c"]]) func ofTwoThatClaimARevisionTheAcknowledgedOneIsTold(_ names: [String]) throws
    {
        try withTemporaryDirectory { directory in
            let database = TestLocker.database(in: directory)
            let old = directory + "/old"
            try opened(directory) { test in try test.put(["a": [1]], for: try test.caller("alice")) }
            try makeFile(old, try contents(of: database))
            try opened(directory) { test in try test.put(["lost": [2]], for: try test.caller("alice")) }
            try makeFile(database, try contents(of: old))
            try opened(directory) { test in
                for name in names { try test.put([name: [3]], for: try test.caller("alice")) }
            }
            let before = try MetadataSnapshot(database)
            #expect(before.libraries[0].entries[0].map(\.path.description) == ["a"] + names)
            try TestLocker.rebuild(in: directory)
            try #expect(MetadataSnapshot(database) == before)
        }
    }

    @Test func aRevisionThatNobodyWasToldOfAndWhoseFilesAreGoneIsLeftOut() throws {
        try withTemporaryDirectory { directory in
            let database = TestLocker.database(in: directory)
            let old = directory + "/old"
            try opened(directory) { test in try test.put(["a": [1]], for: try test.caller("alice")) }
            let before = try MetadataSnapshot(database)
            try makeFile(old, try contents(of: database))
            try opened(directory) { test in try test.put(["lost": [2]], for: try test.caller("alice")) }
            try makeFile(database, try contents(of: old))
            try opened(directory) { test in try test.compact() }
            #expect(try TestLocker.rebuild(in: directory).leftOut == 1)
            try #expect(MetadataSnapshot(database) == before)
        }
    }

    /// Of three revisions the record of the second is damaged.
    @Test func whatCannotBeToldIsSaidAndADatabaseThatIsThereStays() throws {
        try withTemporaryDirectory { directory in
            let database = TestLocker.database(in: directory)
            for number in 1...3 {
                try opened(directory) { test in
                    try test.put(["\(number)": [UInt8(number)]], for: try test.caller("alice"))
                    try test.put(["\(number)": [UInt8(number)]], for: try test.caller("bob"), library: "whole")
                }
                if number == 2 { try damageFirstCommit(of: directory) }
            }
            let before = try MetadataSnapshot(database)
            try opened(directory) { test in
                #expect { try test.rebuild() } throws: { has(.dataLoss)($0) }
                try #expect(MetadataSnapshot(database) == before)
            }
            #expect(try TestLocker.rebuild(in: directory).lost == 2)
            let after = try MetadataSnapshot(database)
            #expect(after.libraries.map(\.library.newest) == [1, 3])
            #expect(after.libraries[1] == before.libraries[1])
        }
    }

    /// Damages the first record of a commit in the newest pack of metadata.
    private func damageFirstCommit(of directory: String) throws {
        let packs = directory + "/store/packs/"
        let names = try FileManager.default.contentsOfDirectory(atPath: packs).filter { $0.hasPrefix("meta-") }
        let pack = packs + (try #require(names.max()))
        var bytes = try contents(of: pack)
        // Magic, version and kind of the header (docs/format.md, "Record").
        let mark = Array("LKRC".utf8) + [1, 3]
        let start = try #require(bytes.indices.dropLast(64).first { Array(bytes[$0..<$0 + 6]) == mark })
        bytes[start + 70] ^= 0xFF
        chmod(pack, 0o600)
        try makeFile(pack, bytes)
    }

    @Test func numbersOfWhoIsGoneAreNotGivenAgain() throws {
        try withTemporaryDirectory { directory in
            try opened(directory) { test in
                try test.put(["a": [1]], for: try test.caller("alice"))
                try test.put(["b": [2]], for: try test.caller("bob"))
                try test.locker.removeAccount(named: "bob")
            }
            try TestLocker.rebuild(in: directory)
            let store = try SQLiteMetadata(path: TestLocker.database(in: directory))
            let alice = try #require(try store.account(named: "alice"))
            let carol = try store.addAccount(named: "carol", userID: nil, role: .user, quota: nil, created: 1)
            #expect(carol.id == alice.id + 2)
            let library = try store.ensureLibrary(named: "main", of: carol)
            #expect(library.id == 3)
        }
    }

    /// What is refused while the database is written may be asked for again.
    @Test func aCommitDuringARebuildIsDoneOrRefusedAndNothingIsLost() throws {
        try withTemporaryDirectory { directory in
            try opened(directory) { test in
                let alice = try test.caller("alice")
                for number in 0..<20 { try test.put(["\(number)": [UInt8(number)]], for: alice) }
                let session = try test.session(alice)
                try test.ingest([99], "late", in: session)
                let job = try test.locker.startRebuild()
                var refusals = 0
                while true {
                    do {
                        _ = try test.locker.commit(session)
                        break
                    } catch let error as LockerError where error.code == .unavailable {
                        refusals += 1
                        usleep(200)
                    }
                }
                _ = try test.ended(job)
                #expect(try test.restored("late", of: alice) == [99])
                #expect(try test.put(["after": [1]], for: alice).revision == 22)
                try test.rebuild()
                #expect(try test.paths(of: alice).count == 22)
            }
        }
    }

    @Test func theRecordsOfARemovedAccountAreGivenBackAndItStaysRemoved() throws {
        try withTemporaryDirectory { directory in
            let database = TestLocker.database(in: directory)
            try opened(directory) { test in
                try test.put(["a": [1]], for: try test.caller("alice"))
                for number in 0..<5 { try test.put(["\(number)": [2]], for: try test.caller("bob")) }
                try test.locker.removeAccount(named: "bob")
            }
            try opened(directory) { test in
                let before = try test.locker.statistics().packs.kinds[.commit].records
                try test.compact()
                // Bob's account and his five commits; that he was removed is told for good.
                #expect(try test.locker.statistics().packs.kinds[.commit].records == before - 6)
            }
            let before = try MetadataSnapshot(database)
            try TestLocker.rebuild(in: directory)
            try #expect(MetadataSnapshot(database) == before)
            #expect(before.accounts.map(\.account.name) == ["alice"])
        }
    }
}
