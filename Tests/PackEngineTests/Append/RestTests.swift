import Glibc
import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// Disk space that packs reserve ahead, and give back when nobody appends.
struct RestTests {
    /// As ``StoreOptions/small``, of a daemon to which nobody has appended for long.
    private var resting: StoreOptions {
        var options = StoreOptions.small
        options.restInterval = 0
        return options
    }

    /// Blocks until the pack has fewer bytes than this.
    private func waitUntil(_ name: PackName, on disk: SimulatedStorage, hasLessThan limit: Int) {
        while disk.disk.withLock({ $0.files[name]?.bytes.count ?? .max }) >= limit { usleep(1000) }
    }

    @Test func whatWasReservedAheadIsGivenBack() throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            let records = TestRecord.some(6, seed: 700, upTo: 500)
            try withStore(directory + "/s", resting, storage: disk) { store in
                for part in [records.prefix(3), records.suffix(3)] {
                    try store.store(Array(part))
                    waitUntil(PackName(.data, 1), on: disk, hasLessThan: 5000)
                }
                #expect(store.missing(records) == [])
            }
            try withStore(directory + "/s", storage: disk.afterCrash(seed: 4)) { #expect($0.missing(records) == []) }
        }
    }

    /// Removals on a full disk are written to it.
    @Test func theRoomOfTheMetadataPackStays() throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            var options = resting
            options.metadataPackSize = 8 << 20
            options.reservation = 4 << 20
            let (old, new) = (TestRecord.some(400, seed: 701), TestRecord.some(20, seed: 702))
            try withStore(directory + "/s", options, storage: disk) { store in
                try store.store(old, as: .recipe)
                store.waitUntilIdle()
                waitUntil(PackName(.metadata, 1), on: disk, hasLessThan: 6 << 20)
                for operation in [SimulatedStorage.Operation.reserve, .create] {
                    disk.fail(operation, with: ENOSPC, lasts: true)
                }
                try store.store(new, as: .commit)
                #expect(store.missing(new, as: .commit) == [])
            }
        }
    }

    @Test func littleIsReservedForLittle() throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            var options = StoreOptions()
            options.restInterval = 3600
            try withStore(directory + "/s", options, storage: disk) { store in
                try store.store(TestRecord.some(1, seed: 703))
                store.waitUntilIdle()
                let size = disk.disk.withLock { $0.files[PackName(.data, 1)]?.bytes.count ?? 0 }
                #expect(size > 1 << 20 && size < 4 << 20)
            }
        }
    }

    /// While files are cut all the time, nothing is cut off that somebody writes.
    @Test(arguments: 0..<4 as Range<UInt64>) func nothingIsCutOffThatIsWritten(seed: UInt64) throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            let shares = (0..<4).map { TestRecord.some(40, seed: 710 + 10 * seed + $0, upTo: 4000) }
            try withStore(directory + "/s", resting, storage: disk) { store in
                try inParallel(shares.count) { number in
                    for record in shares[number] { try store.store([record], as: number % 2 == 0 ? .chunk : .recipe) }
                }
            }
            try withStore(directory + "/s", storage: disk.afterCrash(seed: seed)) { store in
                for (number, share) in shares.enumerated() {
                    #expect(store.missing(share, as: number % 2 == 0 ? .chunk : .recipe) == [])
                }
            }
        }
    }
}
