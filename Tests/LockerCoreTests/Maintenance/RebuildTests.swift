import Glibc
import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import Testing

/// The packs alone tell what the database says.
@Suite struct RebuildTests {
    @Test(arguments: UInt64(1)...8) func aRandomHistoryIsToldAsItWas(_ seed: UInt64) throws {
        try withTemporaryDirectory { directory in
            let database = TestLocker.database(in: directory)
            var history = RandomHistory(seed: seed)
            for round in 0..<4 {
                let isOlder = round == 0 && seed % 2 == 0
                try TestLocker.opened(directory, isOlder ? TestLocker.older : Configuration()) { test in
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
            try TestLocker.opened(directory) { test in
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
            try TestLocker.opened(directory) { test in
                try #expect(test.restored("song", of: test.caller("alice")) == bytes)
            }
        }
    }

    @Test func numbersOfWhoIsGoneAreNotGivenAgain() throws {
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { test in
                try test.put(["a": [1]], for: try test.caller("alice"))
                try test.put(["b": [2]], for: try test.caller("bob"))
                try test.locker.accounts.remove(named: "bob")
            }
            try TestLocker.rebuild(in: directory)
            let store = try TestLocker.metadata(TestLocker.database(in: directory))
            let alice = try #require(try store.accounts.account(named: "alice"))
            let carol = try store.accounts.add(named: "carol", userID: nil, role: .user, quota: nil, created: 1)
            #expect(carol.id == alice.id + 2)
            let library = try store.libraries.ensure(named: "main", of: carol)
            #expect(library.id == 3)
        }
    }

    /// What is refused while the database is written may be asked for again.
    @Test func aCommitDuringARebuildIsDoneOrRefusedAndNothingIsLost() throws {
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                for number in 0..<20 { try test.put(["\(number)": [UInt8(number)]], for: alice) }
                let session = try test.session(alice)
                try test.ingest([99], "late", in: session)
                let job = try test.locker.rebuild.start()
                var refusals = 0
                while true {
                    do {
                        _ = try test.locker.sessions.commit(session)
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
            try TestLocker.opened(directory) { test in
                try test.put(["a": [1]], for: try test.caller("alice"))
                for number in 0..<5 { try test.put(["\(number)": [2]], for: try test.caller("bob")) }
                try test.locker.accounts.remove(named: "bob")
            }
            try TestLocker.opened(directory) { test in
                let before = try test.locker.census.statistics().packs.kinds[.commit].records
                try test.compact()
                // Bob's account and his five commits; that he was removed is told for good.
                #expect(try test.locker.census.statistics().packs.kinds[.commit].records == before - 6)
            }
            let before = try MetadataSnapshot(database)
            try TestLocker.rebuild(in: directory)
            try #expect(MetadataSnapshot(database) == before)
            #expect(before.accounts.map(\.account.name) == ["alice"])
        }
    }
}
