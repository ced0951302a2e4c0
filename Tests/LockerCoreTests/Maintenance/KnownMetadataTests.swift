import Foundation
import Glibc
import LockerBase
import LockerCore
import LockerTestSupport
import PackEngine
import Testing

/// A rebuild over a database that knows what the packs do not tell.
@Suite struct KnownMetadataTests {
    private func put(_ name: String, in directory: String) throws {
        try TestLocker.opened(directory) { test in
            try test.put([name: random(50_000, seed: UInt64(name.utf8.count))], for: try test.caller("alice"))
        }
    }

    private func removeNewestMetadata(in directory: String) throws {
        let folder = directory + "/store/packs"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("meta-") }
        try FileManager.default.removeItem(atPath: "\(folder)/\(try #require(names.max()))")
    }

    /// Two revisions, each in a metadata pack of its own, of which the last goes.
    @Test func whatItHasIsNotLostWithoutAWord() throws {
        try withTemporaryDirectory { directory in
            let database = TestLocker.database(in: directory)
            for name in ["a", "bb"] { try put(name, in: directory) }
            let before = try MetadataSnapshot(database)
            try removeNewestMetadata(in: directory)
            try TestLocker.opened(directory) { test in
                #expect { try test.rebuild() } throws: { has(.dataLoss)($0) }
                try #expect(MetadataSnapshot(database) == before)
            }
            try #expect(TestLocker.rebuild(in: directory).lost > 0)
        }
    }

    /// The database is put back to one of before the second revision, and another second one is made: what is served
    /// stays, and what it took the place of is told.
    @Test func whatItServesIsNotExchangedForWhatItDoesNotKnow() throws {
        try withTemporaryDirectory { directory in
            let database = TestLocker.database(in: directory)
            try put("a", in: directory)
            let older = try contents(of: database)
            for name in ["bb", "ccc"] { try put(name, in: directory) }
            try older.withUnsafeBytes { bytes in
                let file = open(database, O_WRONLY | O_TRUNC)
                defer { close(file) }
                try #require(write(file, bytes.baseAddress, bytes.count) == bytes.count)
            }
            unlink(database + "-wal")
            try put("dddd", in: directory)
            let before = try MetadataSnapshot(database)
            try TestLocker.opened(directory) { test in
                #expect { try test.rebuild() } throws: { has(.dataLoss)($0) }
            }
            let report = try TestLocker.rebuild(in: directory)
            #expect(report.leftOut + report.lost > 0)
            try #expect(MetadataSnapshot(database) == before)
        }
    }

    /// The pack that had the record of a revision is gone without a trace.
    @Test func aCommitThatNoPackHasIsFound() throws {
        try withTemporaryDirectory { directory in
            for name in ["a", "bb"] { try put(name, in: directory) }
            try removeNewestMetadata(in: directory)
            try FileManager.default.removeItem(atPath: directory + "/store/index")
            try TestLocker.opened(directory) { test in
                _ = try test.ended(try test.locker.verification.start(.init()))
                let kinds = try test.locker.damage.damages().damages.map { $0.finding.record?.kind }
                #expect(kinds.contains(.commit))
            }
        }
    }
}
