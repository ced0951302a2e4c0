import LockerTestSupport
import PackEngine
import Testing

/// What every storage does for a pack that is written.
struct GrowingPackTests {
    private static let name = StorageUnderTest.name

    @Test(arguments: StorageUnderTest.allCases) func aPackIsThereFromItsCreation(_ tested: StorageUnderTest) throws {
        try tested.with { medium in
            #expect(try medium.storage.list() == [:])
            let pack = try medium.storage.create(GrowingPackTests.name)
            #expect(try pack.size() == 0 && pack.all() == [])
            #expect(try medium.storage.list() == [GrowingPackTests.name: 0])
            #expect(failureKind { try medium.storage.create(GrowingPackTests.name) } == .alreadyExists)
            if let crashed = medium.crashed {
                for seed in 0..<10 as Range<UInt64> {
                    #expect(try crashed(seed).list().keys.sorted() == [GrowingPackTests.name])
                }
            }
        }
    }

    @Test(arguments: StorageUnderTest.allCases) func whetherItIsListedIsTold(_ tested: StorageUnderTest) throws {
        try tested.with { medium in
            let pack = try medium.storage.create(GrowingPackTests.name)
            try pack.write([1], at: 0)
            #expect(pack.isListed)
            try medium.storage.remove(GrowingPackTests.name)
            #expect(!pack.isListed)
            // Another in its place is not it.
            let other = try medium.storage.create(GrowingPackTests.name)
            #expect(other.isListed && !pack.isListed)
        }
    }

    @Test(arguments: StorageUnderTest.allCases) func writesGoWhereTheyAreTold(_ tested: StorageUnderTest) throws {
        try tested.with { medium in
            let pack = try medium.storage.create(GrowingPackTests.name)
            let reader = try medium.storage.open(GrowingPackTests.name)
            try pack.write([1, 2, 3], [], [4], at: 0)
            try pack.write([9, 9], at: 1000)
            try pack.write([5], at: 1)
            let whole = [1, 5, 3, 4] + [UInt8](repeating: 0, count: 996) + [9, 9]
            // Also for those who opened it before.
            for reader in [reader, try medium.storage.open(GrowingPackTests.name), pack] {
                #expect(try reader.size() == whole.count && reader.all() == whole)
            }
            try pack.write([], at: 0)
            #expect(try pack.all() == whole && medium.storage.list() == [GrowingPackTests.name: whole.count])
        }
    }

    @Test(arguments: StorageUnderTest.allCases) func readsPastTheEndAreShort(_ tested: StorageUnderTest) throws {
        try tested.with { medium in
            let pack = try medium.storage.create(GrowingPackTests.name)
            try pack.write([1, 2, 3, 4], at: 0)
            let reader = try medium.storage.open(GrowingPackTests.name)
            #expect(try reader.bytes(at: 1, count: 2) == [2, 3])
            #expect(try reader.bytes(at: 2, count: 100) == [3, 4])
            #expect(try reader.bytes(at: 4, count: 10) == [] && reader.bytes(at: 9000, count: 10) == [])
            #expect(try reader.bytes(at: 0, count: 0) == [])
        }
    }

    @Test(arguments: StorageUnderTest.allCases) func reservedRoomReadsAsZeros(_ tested: StorageUnderTest) throws {
        try tested.with { medium in
            let pack = try medium.storage.create(GrowingPackTests.name)
            try pack.write([1, 2, 3], at: 0)
            try pack.reserve(2..<10_000)
            #expect(try pack.bytes(at: 0, count: 5) == [1, 2, 3, 0, 0])
            #expect(try pack.bytes(at: 3, count: 9000).allSatisfy { $0 == 0 })
            try pack.write([4], at: 9999)
            #expect(try pack.size() == 10_000 && pack.bytes(at: 9998, count: 9) == [0, 4])
        }
    }

    @Test(arguments: StorageUnderTest.allCases) func whatIsCutOffIsGone(_ tested: StorageUnderTest) throws {
        try tested.with { medium in
            let pack = try medium.storage.create(GrowingPackTests.name)
            try pack.write(StorageUnderTest.old, at: 0)
            try pack.truncate(to: 10)
            #expect(try pack.all() == Array(StorageUnderTest.old.prefix(10)))
            try pack.write([1], at: 12)
            #expect(try pack.all() == Array(StorageUnderTest.old.prefix(10)) + [0, 0, 1])
        }
    }

    @Test(arguments: StorageUnderTest.allCases) func theNextProcessGoesOn(_ tested: StorageUnderTest) throws {
        try tested.with { medium in
            let pack = try medium.storage.create(GrowingPackTests.name)
            try pack.write(StorageUnderTest.old, at: 0)
            let storage = try medium.restarted()
            let found = try storage.open(GrowingPackTests.name)
            try found.synchronize()
            found.evict()
            #expect(try found.all() == StorageUnderTest.old)
            let resumed = try storage.resume(GrowingPackTests.name)
            try resumed.truncate(to: 100)
            try resumed.write([1], at: 100)
            try resumed.synchronize()
            try resumed.seal()
            #expect(try found.all() == Array(StorageUnderTest.old.prefix(100)) + [1])
        }
    }

    /// What was synced is there after a crash; of what was not anything may be, in sectors, and no more than there was.
    @Test(arguments: StorageUnderTest.allCases) func whatIsSyncedSurvives(_ tested: StorageUnderTest) throws {
        try tested.with { medium in
            let pack = try medium.storage.create(GrowingPackTests.name)
            try pack.write(StorageUnderTest.old, at: 0)
            try pack.synchronize()
            let end = StorageUnderTest.old.count
            try pack.write(StorageUnderTest.new, at: end)
            guard let crashed = medium.crashed else { return }
            var ends: Set<Int> = []
            for seed in 0..<40 as Range<UInt64> {
                let storage = crashed(seed)
                let left = try storage.open(GrowingPackTests.name).all()
                #expect(left.starts(with: StorageUnderTest.old))
                #expect(left.dropFirst(end).allSatisfy { $0 == 0 || $0 == 7 } && left.count <= end + 3000)
                ends.insert(left.count)
                // A recovery cuts off what is torn, and goes on.
                let resumed = try storage.resume(GrowingPackTests.name)
                try resumed.truncate(to: end)
                try resumed.write([1, 2], at: end)
                try resumed.synchronize()
                #expect(try resumed.all() == StorageUnderTest.old + [1, 2])
            }
            #expect(ends.count > 1)
        }
    }

    @Test(arguments: StorageUnderTest.allCases) func whatIsNotThereCannotBeResumed(_ tested: StorageUnderTest) throws {
        try tested.with { medium in
            #expect(failureKind { try medium.storage.resume(GrowingPackTests.name) } == .notFound)
        }
    }
}
