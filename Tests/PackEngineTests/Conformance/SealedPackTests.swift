import LockerTestSupport
import PackEngine
import Testing

/// What every storage does for packs that are sealed.
struct SealedPackTests {
    private static let (name, other) = (StorageUnderTest.name, StorageUnderTest.other)
    private static let (old, new) = (StorageUnderTest.old, StorageUnderTest.new)

    private func seal(_ bytes: [UInt8], as name: PackName, in storage: any PackStorage) throws {
        let pack = try storage.create(name)
        try pack.write(bytes, at: 0)
        try pack.synchronize()
        try pack.seal()
    }

    @Test(arguments: StorageUnderTest.allCases) func aSealedPackTakesNoMore(_ tested: StorageUnderTest) throws {
        try tested.with { medium in
            try seal(SealedPackTests.old, as: SealedPackTests.name, in: medium.storage)
            try medium.storage.put(SealedPackTests.other, TestBytes(bytes: SealedPackTests.new))
            for storage in [medium.storage, try medium.restarted(), medium.crashed?(1) ?? medium.storage] {
                for name in [SealedPackTests.name, SealedPackTests.other] {
                    #expect(failureKind { try storage.resume(name) } == .sealed)
                    #expect(failureKind { try storage.create(name) } == .alreadyExists)
                }
                #expect(try storage.open(SealedPackTests.name).all() == SealedPackTests.old)
                #expect(try storage.open(SealedPackTests.other).all() == SealedPackTests.new)
            }
        }
    }

    @Test(arguments: StorageUnderTest.allCases) func theListTellsNamesAndSizes(_ tested: StorageUnderTest) throws {
        try tested.with { medium in
            try seal(SealedPackTests.old, as: SealedPackTests.name, in: medium.storage)
            try medium.storage.put(SealedPackTests.other, TestBytes(bytes: SealedPackTests.new))
            let all = [SealedPackTests.name: 5000, SealedPackTests.other: 3000]
            #expect(try medium.storage.list() == all && medium.restarted().list() == all)
            try medium.storage.remove(SealedPackTests.name)
            #expect(try medium.storage.list() == [SealedPackTests.other: 3000])
            #expect(failureKind { try medium.storage.open(SealedPackTests.name) } == .notFound)
        }
    }

    @Test(arguments: StorageUnderTest.allCases) func puttingAgainIsHarmless(_ tested: StorageUnderTest) throws {
        try tested.with { medium in
            let storage = medium.storage
            for _ in 0..<3 {
                try storage.put(SealedPackTests.name, TestBytes(bytes: SealedPackTests.old))
                #expect(try storage.open(SealedPackTests.name).all() == SealedPackTests.old)
            }
            #expect(try storage.list() == [SealedPackTests.name: 5000])
            // Of its own bytes, too.
            try storage.put(SealedPackTests.name, try storage.open(SealedPackTests.name))
            #expect(try storage.open(SealedPackTests.name).all() == SealedPackTests.old)
            try storage.put(SealedPackTests.other, TestBytes(bytes: []))
            #expect(try storage.list() == [SealedPackTests.name: 5000, SealedPackTests.other: 0])
        }
    }

    /// Two that mend one pack, say: each time the name has one of them, whole.
    @Test(arguments: StorageUnderTest.allCases) func severalThreadsPutOnePack(_ tested: StorageUnderTest) throws {
        try tested.with { medium in
            let storage = medium.storage
            try seal(SealedPackTests.old, as: SealedPackTests.name, in: storage)
            try inParallel(4) { number in
                let bytes = [UInt8](repeating: UInt8(number), count: 3_000_000)
                for _ in 0..<10 {
                    try storage.put(SealedPackTests.name, TestBytes(bytes: bytes))
                    let there = try storage.open(SealedPackTests.name).all()
                    #expect(there.count == bytes.count && there.allSatisfy { $0 == there[0] })
                }
            }
            #expect(failureKind { try storage.resume(SealedPackTests.name) } == .sealed)
        }
    }

    /// Whoever reads the one that was there reads it to its end, or the new one; never some of both.
    @Test(arguments: StorageUnderTest.allCases) func anotherTakesItsPlaceAsAWhole(_ tested: StorageUnderTest) throws {
        try tested.with { medium in
            try seal(SealedPackTests.old, as: SealedPackTests.name, in: medium.storage)
            let reader = try medium.storage.open(SealedPackTests.name)
            #expect(try reader.bytes(at: 0, count: 100) == Array(SealedPackTests.old.prefix(100)))
            try medium.storage.put(SealedPackTests.name, TestBytes(bytes: SealedPackTests.new))
            #expect(try reader.all() == SealedPackTests.old)
            for storage in [medium.storage, try medium.restarted(), medium.crashed?(2) ?? medium.storage] {
                #expect(try storage.open(SealedPackTests.name).all() == SealedPackTests.new)
                #expect(try storage.list() == [SealedPackTests.name: 3000])
            }
        }
    }

    @Test(arguments: StorageUnderTest.allCases) func aPutThatFailsChangesNothing(_ tested: StorageUnderTest) throws {
        try tested.with { medium in
            let short = TestBytes(bytes: SealedPackTests.new, claimed: 4000)
            try seal(SealedPackTests.old, as: SealedPackTests.name, in: medium.storage)
            #expect(failureKind { try medium.storage.put(SealedPackTests.name, short) } == .unreadable)
            #expect(failureKind { try medium.storage.put(SealedPackTests.other, short) } == .unreadable)
            for storage in [medium.storage, try medium.restarted(), medium.crashed?(3) ?? medium.storage] {
                #expect(try storage.list() == [SealedPackTests.name: 5000])
                #expect(try storage.open(SealedPackTests.name).all() == SealedPackTests.old)
            }
        }
    }

    @Test(arguments: StorageUnderTest.allCases) func readersKeepWhatIsRemoved(_ tested: StorageUnderTest) throws {
        try tested.with { medium in
            try seal(SealedPackTests.old, as: SealedPackTests.name, in: medium.storage)
            let reader = try medium.storage.open(SealedPackTests.name)
            #expect(try reader.bytes(at: 0, count: 10).count == 10)
            try medium.storage.remove(SealedPackTests.name)
            #expect(try reader.size() == 5000 && reader.all() == SealedPackTests.old)
            #expect(try medium.storage.list() == [:])
        }
    }

    @Test(arguments: StorageUnderTest.allCases) func whatIsNotThereIsNotFound(_ tested: StorageUnderTest) throws {
        try tested.with { medium in
            let storage = medium.storage
            #expect(failureKind { try storage.open(SealedPackTests.name) } == .notFound)
            #expect(failureKind { try storage.remove(SealedPackTests.name) } == .notFound)
            try storage.put(SealedPackTests.name, TestBytes(bytes: SealedPackTests.old))
            try storage.remove(SealedPackTests.name)
            #expect(failureKind { try storage.remove(SealedPackTests.name) } == .notFound)
            #expect(failureKind { try storage.open(SealedPackTests.name) } == .notFound)
            // And the name is free again.
            try seal(SealedPackTests.new, as: SealedPackTests.name, in: storage)
            #expect(try storage.open(SealedPackTests.name).all() == SealedPackTests.new)
        }
    }
}
