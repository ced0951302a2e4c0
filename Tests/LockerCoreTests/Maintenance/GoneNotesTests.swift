import Foundation
import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import Testing

/// What was said of revisions, libraries and devices is in the packs for as long as these are there, and no longer.
@Suite struct GoneNotesTests {
    private static let note = "before the tour, 4711"
    private static let device = "desk by the window, 0815"

    /// A revision with a note, a retention and a device: five records with that of the account.
    private func say(_ test: TestLocker, of name: String) throws {
        let caller = try test.caller(name)
        try test.put(["a": Array(name.utf8)], for: caller)
        _ = try test.locker.libraries.setNote("\(name): \(GoneNotesTests.note)", ofRevision: 1, of: "main", of: caller)
        try test.locker.retentions.set(OwnRetention(keepLast: 9), of: "main", of: caller)
        _ = try test.locker.devices.register(
            [UInt8](repeating: 7, count: 16), called: "\(name): \(GoneNotesTests.device)", of: caller)
    }

    private func packs(in directory: String, have text: String) throws -> Bool {
        let folder = directory + "/store/packs/"
        let wanted = Data(text.utf8)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            if Data(try contents(of: folder + name)).range(of: wanted) != nil { return true }
        }
        return false
    }

    private func records(_ test: TestLocker) throws -> Int {
        try test.locker.census.statistics().packs.kinds[.commit].records
    }

    /// How many records are left besides Bob's five: that of the removal; that and the account that was made again; that
    /// of the library, and of the account and its device.
    @Test(arguments: [("account", 1), ("account, made again", 2), ("library", 3)])
    func `what was said goes with what it was said of`(_ way: String, _ left: Int) throws {
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { test in
                try say(test, of: "alice")
                try say(test, of: "bob")
            }
            try #expect(packs(in: directory, have: "alice: \(GoneNotesTests.note)"))
            try TestLocker.opened(directory) { test in
                if way == "library" {
                    _ = try test.locker.libraries.delete(named: "main", of: test.caller("alice"), isDryRun: false)
                } else {
                    try test.locker.accounts.remove(named: "alice")
                    if way == "account, made again" { _ = try test.caller("alice") }
                }
                try test.compact()
                try #expect(records(test) == 5 + left)
            }
            try #expect(!packs(in: directory, have: "alice: \(GoneNotesTests.note)"))
            try #expect(packs(in: directory, have: "alice: \(GoneNotesTests.device)") == (way == "library"))
            try #expect(packs(in: directory, have: "bob: \(GoneNotesTests.note)"))
            try expectTheSameOfThePacks(in: directory)
        }
    }

    /// The record of a removal is in the packs, and a crash kept the database from it.
    @Test(arguments: ["account", "library"])
    func `a removal that nobody was told of costs no note`(_ way: String) throws {
        try withTemporaryDirectory { directory in
            let (database, old) = (TestLocker.database(in: directory), directory + "/old")
            try TestLocker.opened(directory) { test in try say(test, of: "alice") }
            try makeFile(old, try contents(of: database))
            try TestLocker.opened(directory) { test in
                if way == "library" {
                    _ = try test.locker.libraries.delete(named: "main", of: test.caller("alice"), isDryRun: false)
                } else {
                    try test.locker.accounts.remove(named: "alice")
                }
            }
            try makeFile(database, try contents(of: old))
            try TestLocker.opened(directory) { test in
                try test.put(["b": [2]], for: try test.caller("alice"))
                try test.compact()
            }
            let told = try expectTheSameOfThePacks(in: directory)
            let library = try #require(told.libraries.first)
            #expect(library.revisions.map(\.provenance.note) == ["", "alice: \(GoneNotesTests.note)"])
            #expect(library.retention == OwnRetention(keepLast: 9))
            #expect(told.devices.map(\.count) == [1])
        }
    }

    /// A pack with the retention of a library stays where there is more in it; those with its commits are gone.
    @Test func `a library gets no number that a record still names`() throws {
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { test in
                try test.put(["b": [1]], for: try test.caller("bob"))
                _ = try test.caller("alice")
            }
            try TestLocker.opened(directory) { test in try test.put(["a": [2]], for: try test.caller("alice")) }
            try TestLocker.opened(directory) { test in
                try test.locker.retentions.set(OwnRetention(keepLast: 9), of: "main", of: try test.caller("alice"))
                try test.put(["b": [3]], for: try test.caller("bob"))
            }
            try TestLocker.opened(directory) { test in
                try test.locker.accounts.remove(named: "alice")
                let before = try records(test)
                var options = CompactionOptions()
                options.maximumUnused = 1
                _ = try test.ended(try test.locker.compaction.start(options))
                try #expect(records(test) == before - 1)
            }
            try expectTheSameOfThePacks(in: directory)
            try TestLocker.opened(directory) { test in
                try test.put(["c": [4]], for: try test.caller("bob"), library: "new")
            }
            let told = try expectTheSameOfThePacks(in: directory)
            #expect(told.libraries.map(\.retention) == [OwnRetention(), OwnRetention()])
        }
    }
}
