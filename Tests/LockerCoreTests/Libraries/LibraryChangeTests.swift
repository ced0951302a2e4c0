import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import Testing

/// Libraries are renamed and removed, and remember where they came from: now, and when all is told again from the
/// packs.
@Suite struct LibraryChangeTests {
    @Test func aRenamedLibraryKeepsItsRevisionsAndFreesItsName() throws {
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                try test.put(["a": [1]], for: alice)
                try test.put(["b": [2]], for: alice)
                try test.locker.libraries.rename(named: "main", to: "old", of: alice)
                #expect(try test.locker.accounts.usage(of: alice).libraries.map(\.name) == ["old"])
                #expect(throws: LockerError.self) { try test.paths(of: alice) }
                try test.put(["c": [3]], for: alice)
                #expect {
                    try test.locker.libraries.rename(named: "main", to: "old", of: alice)
                } throws: { has(.alreadyExists)($0) }
                #expect {
                    try test.locker.libraries.rename(named: "none", to: "new", of: alice)
                } throws: { has(.notFound)($0) }
                #expect {
                    try test.locker.libraries.rename(named: "main", to: "", of: alice)
                } throws: { has(.invalidArgument)($0) }
            }
            try expectTheSameOfThePacks(in: directory)
        }
    }

    @Test func aRemovedLibraryStaysRemovedAndItsRecordsAreGivenBack() throws {
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                for number in 0..<5 { try test.put(["\(number)": [UInt8(number)]], for: alice) }
                try test.put(["kept": [9]], for: alice, library: "other")
                let told = try test.locker.libraries.delete(named: "main", of: alice, isDryRun: true)
                #expect(told.revisions == 5 && told.files == 5 && told.logicalBytes == 5)
                #expect(try test.paths(of: alice).count == 5)
                #expect(try test.locker.libraries.delete(named: "main", of: alice, isDryRun: false) == told)
                #expect {
                    try test.locker.libraries.delete(named: "main", of: alice, isDryRun: false)
                } throws: { has(.notFound)($0) }
                try test.put(["new": [7]], for: alice)
                #expect(try test.paths(of: alice) == ["new"])
            }
            try expectTheSameOfThePacks(in: directory)
            try TestLocker.opened(directory) { test in
                let before = try test.locker.census.statistics().packs.kinds[.commit].records
                try test.compact()
                #expect(try test.locker.census.statistics().packs.kinds[.commit].records == before - 5)
            }
            try expectTheSameOfThePacks(in: directory)
        }
    }

    @Test func aLibraryRemembersTheFolderThatItWasLastSyncedFrom() throws {
        let (laptop, desktop) = (try source(1, "laptop", "/Music"), try source(2, "desktop", "/music"))
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                #expect(try commit("a", from: laptop, test, alice) == laptop)
                #expect(try commit("b", from: nil, test, alice) == laptop)
                #expect(try commit("c", from: desktop, test, alice) == desktop)
                let records = try test.locker.census.statistics().packs.kinds[.commit].records
                #expect(try commit(nil, from: desktop, test, alice) == desktop)
                #expect(try test.locker.census.statistics().packs.kinds[.commit].records == records)
                #expect(try commit(nil, from: laptop, test, alice) == laptop, "also where nothing else changes")
            }
            let before = try expectTheSameOfThePacks(in: directory)
            #expect(before.libraries.map(\.library.source) == [laptop])
            #expect(before.libraries[0].library.newest == 3)
        }
    }

    /// The record is in the packs, and a crash keeps the database from it: what nobody was told of takes no other
    /// library's place.
    @Test func aNameThatNobodyWasToldOfCostsNoLibrary() throws {
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { test in
                try test.put(["a": [1]], for: try test.caller("alice"), library: "first")
            }
            try TestLocker.opened(directory) { test in
                try test.locker.libraries.rename(named: "first", to: "second", of: try test.caller("alice"))
                _ = try test.locker.accounts.rename(named: "alice", to: "bob")
            }
            try takeBack(in: directory)
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                #expect(try test.locker.accounts.usage(of: alice).libraries.map(\.name) == ["first"])
                let bob = try test.locker.accounts.add(named: "bob", userID: nil, role: .user, quota: nil)
                #expect(bob.account.id != alice.account.id)
                try test.put(["b": [2]], for: alice, library: "second")
            }
            let report = try TestLocker.rebuild(in: directory)
            #expect(report.leftOut == 0 && report.lost == 0)
            try TestLocker.opened(directory) { test in
                #expect(try test.locker.accounts.list().map(\.account.name) == ["alice", "bob"])
                let alice = try test.locker.authority.caller(userID: 0, for: "alice")
                #expect(try test.locker.accounts.usage(of: alice).libraries.map(\.name) == ["first", "second"])
            }
        }
    }

    /// Lets the database be as if it had not taken the new names.
    private func takeBack(in directory: String) throws {
        let metadata = try TestLocker.metadata(TestLocker.database(in: directory))
        let bob = try #require(try metadata.accounts.account(named: "bob"))
        try metadata.libraries.rename(
            try #require(try metadata.libraries.library(named: "second", of: bob)), to: "first")
        try metadata.accounts.change(to: bob.withName("alice"))
    }

    private func commit(
        _ path: String?, from source: Source?, _ test: TestLocker, _ caller: Caller
    ) throws -> Source? {
        let session = try test.session(caller)
        defer { test.locker.sessions.close(session) }
        if let path { try test.ingest(Array(path.utf8), path, in: session) }
        _ = try test.locker.sessions.commit(session, from: source)
        return try test.locker.accounts.usage(of: caller).libraries[0].source
    }
}

private func source(_ device: UInt8, _ name: String, _ folder: String) throws -> Source {
    try Source(device: [UInt8](repeating: device, count: 16), deviceName: name, folder: Array(folder.utf8))
}
