import LockerBase
import LockerCore
import LockerTestSupport
import Testing

@Suite struct ExpireTests {
    @Test func theNewestRevisionsAreKeptAndTheOthersSaySo() throws {
        try TestLocker.with { test in
            let (alice, bob) = (try test.caller("alice"), try test.caller("bob"))
            for number in 1...5 {
                try test.put(["\(number)": [UInt8(number)]], for: alice)
                try test.put(["\(number)": [UInt8(number)]], for: bob)
            }
            let rule = try Retention(keepLast: 2, keepWithin: nil)
            let told = try test.locker.expiry.expire(rule, account: "alice", isDryRun: true)
            #expect(told.libraries == 1 && told.expired == 3 && told.kept == 2 && told.isDryRun)
            #expect(try test.paths(of: alice, revision: 1) == ["1"])
            let done = try test.locker.expiry.expire(rule, account: "alice")
            #expect(done.expired == 3 && done.kept == 2 && !done.isDryRun)
            #expect(try test.paths(of: alice, revision: 4) == ["1", "2", "3", "4"])
            #expect(try test.restored("1", of: alice) == [1])
            #expect {
                try test.paths(of: alice, revision: 3)
            } throws: { error in
                has(.notFound)(error) && "\(error)".contains("expired") && "\(error)".contains("kept is 4")
            }
            #expect(throws: LockerError.self) { try test.restored("1", of: alice, revision: 3) }
            let changes = { (since: Int64) in
                try test.locker.listings.changes(in: "main", of: alice, since: since, until: nil, after: nil, limit: 0)
                    .elements.map(\.path.description)
            }
            #expect(try changes(4) == ["5"])
            #expect(try changes(0) == ["1", "2", "3", "4", "5"])
            #expect(throws: LockerError.self) { try changes(2) }
            #expect(try test.paths(of: bob, revision: 1) == ["1"])
            #expect(try test.locker.expiry.expire(rule).expired == 3)
            #expect(try test.locker.expiry.expire(rule).expired == 0)
        }
    }

    @Test func whatTheExpiredRevisionsAloneHeldIsGivenBack() throws {
        let (gone, kept) = (random(300_000, seed: 1), random(300_000, seed: 2))
        try withTemporaryDirectory { directory in
            let rule = try Retention(keepLast: 1, keepWithin: nil)
            let first = try TestLocker.open(directory)
            try first.put(["a": gone], for: try first.caller("alice"))
            try first.put(["a": kept], for: try first.caller("alice"))
            first.locker.close()
            let test = try TestLocker.open(directory, Configuration(retention: rule))
            defer { test.locker.close() }
            let before = try test.locker.census.statistics().packs.packBytes
            let report = try test.compact()
            #expect(report.revisionsExpired == 1)
            #expect(try test.locker.census.statistics().packs.packBytes < before - 290_000)
            #expect(try test.restored("a", of: try test.caller("alice")) == kept)
        }
    }

    @Test func aRuleThatKeepsNothingIsNone() throws {
        #expect(throws: LockerError.self) { try Retention(keepLast: nil, keepWithin: nil) }
        #expect(throws: LockerError.self) { try Retention(keepLast: 0, keepWithin: nil) }
        #expect { try Retention(keepLast: 1, keepWithin: -1) } throws: { has(.invalidArgument)($0) }
        try TestLocker.with { test in
            try test.put(["a": [1]], for: try test.caller("alice"))
            let rule = try Retention(keepLast: nil, keepWithin: .max)
            #expect(try test.locker.expiry.expire(rule, library: "main").kept == 1)
            #expect { try test.locker.expiry.expire(rule, account: "nobody") } throws: { has(.notFound)($0) }
            #expect { try test.locker.expiry.expire(rule, library: "none") } throws: { has(.notFound)($0) }
        }
    }
}
