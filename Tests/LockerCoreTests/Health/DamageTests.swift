import Foundation
import LockerBase
import LockerCore
import LockerTestSupport
import POSIXSupport
import Testing

@Suite struct DamageTests {
    @Test func aDamagedFileIsAnErrorAndTheOthersComeBack() throws {
        try withTemporaryDirectory { directory in
            let first = try TestLocker.open(directory)
            let (damaged, whole) = (random(400_000, seed: 1), random(400_000, seed: 2))
            try first.put(["a": damaged], for: try first.caller("alice"))
            try first.put(["b": whole], for: try first.caller("alice"))
            first.locker.close()
            try damage("data-", in: directory) { _ in 50_000 }

            let test = try TestLocker.open(directory)
            defer { test.locker.close() }
            let alice = try test.caller("alice")
            #expect { try test.restored("a", of: alice) } throws: {
                guard let error = $0 as? LockerError else { return false }
                return error.code == .dataLoss && error.message.hasPrefix("a: ") && !error.message.contains("pack-")
            }
            #expect(try test.restored("b", of: alice) == whole)
            #expect(try test.locker.census.statistics().totals.blobs == 2)
        }
    }

    @Test func aLostDatabaseIsNotReplacedByAnEmptyOne() throws {
        try withTemporaryDirectory { directory in
            let test = try TestLocker.open(directory)
            try test.put(["a": [1]], for: try test.caller("alice"))
            test.locker.close()
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: directory + "/store/metadata.sqlite" + suffix)
            }
            #expect { try TestLocker.open(directory) } throws: {
                has(.failedPrecondition)($0) && "\($0)".contains("metadata.sqlite")
            }
        }
    }

    /// Whoever gets the lock of the store next finds no file of it open.
    @Test func theDatabaseIsClosedBeforeTheLockIsGivenFree() throws {
        try withTemporaryDirectory { directory in
            let test = try TestLocker.open(directory)
            try test.put(["a": [1]], for: try test.caller("alice"))
            #expect(access(directory + "/store/metadata.sqlite-wal", F_OK) == 0)
            test.locker.close()
            #expect(access(directory + "/store/metadata.sqlite-wal", F_OK) != 0)
            withExtendedLifetime(test) {}
        }
    }

    @Test func nothingOfTheStoreIsReadableForOthers() throws {
        try withTemporaryDirectory { directory in
            #expect(mkdir(directory + "/store", 0o755) == 0)
            let test = try TestLocker.open(directory)
            try test.put(["a": random(100_000, seed: 3)], for: try test.caller("alice"))
            test.locker.close()
            let files = try #require(FileManager.default.subpaths(atPath: directory + "/store"))
            #expect(files.contains("metadata.sqlite") && files.contains { $0.hasPrefix("packs/data-") })
            for file in files where file.contains("sqlite") || file.contains("/") || file == "store" {
                let mode = try Descriptor.open(directory + "/store/" + file, O_RDONLY).status().st_mode
                #expect(mode & 0o077 == 0, "\(file)")
            }
        }
    }

    @Test func thePacksTellOfARemovedAccount() throws {
        try TestLocker.with { test in
            try test.put(["a": [1]], for: try test.caller("alice"))
            let before = try test.locker.census.statistics().packs.kinds[.commit].records
            try test.locker.accounts.remove(named: "alice")
            #expect(try test.locker.census.statistics().packs.kinds[.commit].records == before + 1)
            #expect { try test.locker.accounts.remove(named: "alice") } throws: { has(.notFound)($0) }
            #expect(try test.locker.census.statistics().totals.blobs == 0)
        }
    }
}
