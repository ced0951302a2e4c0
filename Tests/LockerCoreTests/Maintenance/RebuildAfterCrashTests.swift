import Foundation
import Glibc
import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import PackEngine
import Testing

/// What the packs tell after crashes and damage.
@Suite struct RebuildAfterCrashTests {
    /// After a crash the packs may tell of a commit that the database never took. What follows another one decides, or
    /// nothing but that the other one came later.
    @Test(arguments: [["b"], ["b", "c"]]) func ofTwoThatClaimARevisionTheAcknowledgedOneIsTold(_ names: [String]) throws
    {
        try withTemporaryDirectory { directory in
            let database = TestLocker.database(in: directory)
            let old = directory + "/old"
            try TestLocker.opened(directory) { test in try test.put(["a": [1]], for: try test.caller("alice")) }
            try makeFile(old, try contents(of: database))
            try TestLocker.opened(directory) { test in try test.put(["lost": [2]], for: try test.caller("alice")) }
            try makeFile(database, try contents(of: old))
            try TestLocker.opened(directory) { test in
                for name in names { try test.put([name: [3]], for: try test.caller("alice")) }
            }
            let before = try MetadataSnapshot(database)
            #expect(before.libraries[0].entries[0].map(\.path.description) == ["a"] + names)
            try TestLocker.rebuild(in: directory)
            try #expect(MetadataSnapshot(database) == before)
        }
    }

    /// A compaction keeps what it names, as it might have been acknowledged, until another revision has its number.
    @Test func aRevisionThatNobodyWasToldOfComesBackWhole() throws {
        try withTemporaryDirectory { directory in
            let database = TestLocker.database(in: directory)
            let old = directory + "/old"
            let files: [String: [UInt8]] = ["short": [2], "long": random(3 << 20, seed: 7)]
            try TestLocker.opened(directory) { test in try test.put(["a": [1]], for: try test.caller("alice")) }
            try makeFile(old, try contents(of: database))
            try TestLocker.opened(directory) { test in
                try test.put(files, for: try test.caller("alice"))
                try test.put(["new": [9]], for: try test.caller("bob"), library: "first")
            }
            let whole = try MetadataSnapshot(database)
            try makeFile(database, try contents(of: old))
            try TestLocker.opened(directory) { test in try test.compact() }
            #expect(try TestLocker.rebuild(in: directory).leftOut == 0)
            try #expect(MetadataSnapshot(database).libraries == whole.libraries)
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                for (path, content) in files { #expect(try test.restored(path, of: alice) == content) }
            }
            try makeFile(database, try contents(of: old))
            try TestLocker.opened(directory) { test in
                try test.put(["other": [3]], for: try test.caller("alice"))
                try test.compact()
                try #expect(test.locker.census.statistics().packs.packBytes < 2 << 20)
            }
        }
    }

    /// The recipe is damaged, and so is the footer that would tell where it lay.
    @Test func anAcknowledgedRevisionIsToldWhoseRecipeIsLost() throws {
        try withTemporaryDirectory { directory in
            let database = TestLocker.database(in: directory)
            try TestLocker.opened(directory) { test in
                try test.put(["a": random(4 << 20, seed: 9)], for: try test.caller("alice"))
            }
            let before = try MetadataSnapshot(database)
            let pack = try newestPack(of: directory)
            var bytes = try contents(of: pack)
            bytes[try records(.recipe, in: pack)[0] + 70] ^= 0xFF
            try makeFile(pack, Array(bytes.dropLast()))
            #expect(try TestLocker.rebuild(in: directory).leftOut == 0)
            try #expect(MetadataSnapshot(database) == before)
        }
    }

    /// Of three revisions the record of the second is damaged.
    @Test func whatCannotBeToldIsSaidAndADatabaseThatIsThereStays() throws {
        try withTemporaryDirectory { directory in
            let database = TestLocker.database(in: directory)
            for number in 1...3 {
                try TestLocker.opened(directory) { test in
                    try test.put(["\(number)": [UInt8(number)]], for: try test.caller("alice"))
                    try test.put(["\(number)": [UInt8(number)]], for: try test.caller("bob"), library: "whole")
                }
                if number == 2 {
                    let pack = try newestPack(of: directory)
                    var bytes = try contents(of: pack)
                    bytes[try records(.commit, in: pack)[0] + 70] ^= 0xFF
                    try makeFile(pack, bytes)
                }
            }
            let before = try MetadataSnapshot(database)
            try TestLocker.opened(directory) { test in
                #expect { try test.rebuild() } throws: { has(.dataLoss)($0) }
                try #expect(MetadataSnapshot(database) == before)
            }
            #expect(try TestLocker.rebuild(in: directory).lost == 2)
            let after = try MetadataSnapshot(database)
            #expect(after.libraries.map(\.library.newest) == [1, 3])
            #expect(after.libraries[1] == before.libraries[1])
        }
    }

    /// A crash in the middle of a commit of several records, some of which were durable.
    @Test(arguments: [false, true]) func aCommitOfWhichPartsAreMissingWasNeverAcknowledged(isFirst: Bool) throws {
        try withTemporaryDirectory { directory in
            let database = TestLocker.database(in: directory)
            let old = directory + "/old"
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                if !isFirst { try test.put(["a": [1]], for: alice) }
            }
            let before = try MetadataSnapshot(database)
            try makeFile(old, try contents(of: database))
            try TestLocker.opened(directory) { test in
                let session = try test.session(try test.caller("alice"))
                let folder = String(repeating: "x", count: 200)
                let links = try (0..<12_000).map { number in
                    Entry(
                        path: try EntryPath("\(folder)/\(number)"), kind: .symlink, size: 1, modified: 0, target: [1])
                }
                try test.locker.stager.stage(links, removals: [], in: session)
                _ = try test.locker.sessions.commit(session)
            }
            try makeFile(database, try contents(of: old))
            let pack = try newestPack(of: directory)
            let records = try records(.commit, in: pack)
            #expect(records.count > 2)
            try makeFile(pack, Array(try contents(of: pack)[..<(try #require(records.last))]))
            let report = try TestLocker.rebuild(in: directory)
            #expect(report.leftOut == 1 && report.lost == 0)
            try #expect(MetadataSnapshot(database) == before)
        }
    }

    /// The newest pack of metadata, made writable.
    private func newestPack(of directory: String) throws -> String {
        let packs = directory + "/store/packs/"
        let names = try FileManager.default.contentsOfDirectory(atPath: packs).filter { $0.hasPrefix("meta-") }
        let pack = packs + (try #require(names.max()))
        chmod(pack, 0o600)
        return pack
    }

    /// Where the records of a kind begin in the pack at `path`: magic, version and kind of the header tell
    /// (docs/format.md, "Record").
    private func records(_ kind: RecordKind, in path: String) throws -> [Int] {
        let mark = Array("LKRC".utf8) + [2, kind.rawValue]
        let bytes = try contents(of: path)
        return stride(from: 64, to: bytes.count - 64, by: 8).filter { Array(bytes[$0..<$0 + 6]) == mark }
    }
}
