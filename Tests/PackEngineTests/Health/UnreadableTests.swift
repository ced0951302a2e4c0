import Glibc
import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// A disk that cannot give back what it holds, for good or for a moment.
struct UnreadableTests {
    private static let first = PackName(.data, 1)

    /// Runs `body` with a disk as a crash leaves it, `records` durable in one unsealed pack, and where to open it.
    private func withCrashedDisk(
        _ records: [TestRecord], _ body: (SimulatedStorage, String, [RecordLocation]) throws -> Void
    ) throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            let store = try PackStore.open(directory: directory + "/s", options: .unindexed, storage: disk)
            try store.store(records)
            let locations = try records.map { try #require(try store.locator.locate(.chunk, $0.digest)) }
            try StoreFiles(directory + "/s").copyIdentity(to: directory + "/crashed")
            let crashed = disk.afterCrash(seed: 7)
            store.close()
            try body(crashed, directory + "/crashed", locations)
        }
    }

    @Test func packThatCannotBeReadDoesNotKeepOthersOut() throws {
        let records = TestRecord.some(5, seed: 120)
        for range in [0..<64, nil] {
            try withCrashedDisk(records) { disk, directory, _ in
                disk.failReading(range, of: UnreadableTests.first, with: EIO)
                let events = EventLog()
                try withStore(directory, storage: disk, events: events) { store in
                    try store.waitForIndex()
                    #expect(store.missing(records).count == records.count)
                    try store.store(records)
                    #expect(store.missing(records) == [])
                }
                #expect(events.contains("data-0000000001.pack: "))
                #expect(!events.contains("trying again"))
            }
        }
    }

    @Test func sealedPackWhoseEndCannotBeReadIsScanned() throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            let records = TestRecord.some(12, seed: 121, upTo: 3000)
            try withStore(directory + "/s", storage: disk) { try $0.store(records) }
            let size = try #require(try disk.list()[UnreadableTests.first])
            try StoreFiles(directory + "/s").copyIdentity(to: directory + "/copy")
            for length in [64, 200] {
                disk.failReading(size - length..<size, of: UnreadableTests.first, with: EIO)
                try withStore(directory + "/copy", storage: disk) { #expect($0.missing(records) == []) }
                disk.repair()
                try StoreFiles(directory + "/copy").deleteIndex()
            }
        }
    }

    @Test func whatCannotBeReadIsNotCutOff() throws {
        let records = TestRecord.some(6, seed: 122, upTo: 9000)
        try withCrashedDisk(records) { disk, directory, locations in
            let last = try #require(locations.last)
            let events = EventLog()
            disk.failReading(
                last.offset + 64..<last.offset + 64 + last.storedLength, of: UnreadableTests.first, with: EIO)
            try withStore(directory, storage: disk, events: events) { store in
                #expect(store.missing(records) == [records[5].digest])
            }
            #expect(events.contains("data-0000000001.pack: parts of it cannot be read"))
            disk.repair()
            try withStore(directory, storage: disk) { #expect($0.missing(records) == []) }
            try withStore(directory, storage: disk) { #expect(!$0.isRebuilding) }
        }
    }

    /// What a recovery does not find whole it cuts off: a bit that is wrong once must not be the reason.
    @Test func aWrongBitThatIsReadOnceCostsARecoveryNothing() throws {
        let records = TestRecord.some(6, seed: 124, upTo: 2000)
        for fault in [DiskFault.flip, .error(EIO)] {
            var number = 0
            var isMet = true
            while isMet {
                try withCrashedDisk(records) { disk, directory, _ in
                    let wrong = number
                    disk.disk.withLock { disk in
                        disk.plan = { $0.operation == .read && $0.number == wrong ? fault : nil }
                    }
                    try withStore(directory, storage: disk) { store in
                        try store.waitForIndex()
                        #expect(store.missing(records) == [], "\(fault) at read \(number)")
                    }
                    isMet = disk.disk.withLock { !$0.met.isEmpty }
                }
                number += 1
            }
            #expect(number > records.count)
        }
    }

    @Test func tooManyOpenFilesAreWaitedFor() throws {
        let records = TestRecord.some(5, seed: 123)
        try withCrashedDisk(records) { disk, directory, _ in
            disk.failReading(nil, of: UnreadableTests.first, with: EMFILE)
            try withStore(directory, storage: disk) { store in
                let error = failure { try store.waitForIndex() }
                #expect(error?.code == .unavailable)
                #expect(error?.message.contains("data-0000000001.pack: Too many open files") == true)
                disk.repair()
                // The failure of the last attempt is told until the next one has been made.
                while failure(of: { try store.waitForIndex() })?.code == .unavailable { usleep(10_000) }
                #expect(store.missing(records) == [])
            }
        }
    }

    @Test func onlyDamageIsCalledDamage() throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            let record = TestRecord([1, 2, 3])
            try withStore(directory + "/s", storage: disk) { try $0.store([record]) }
            for (range, number) in [(nil, EMFILE), (nil, ENFILE), (64..<70, ENOMEM)] as [(Range<Int>?, Int32)] {
                let events = EventLog()
                try withStore(directory + "/s", storage: disk, events: events) { store in
                    disk.failReading(range, of: UnreadableTests.first, with: number)
                    let error = failure { try store.reader.readAll(.chunk, record.digest) }
                    #expect(error?.code == .unavailable)
                    #expect(error?.message.contains(String(cString: strerror(number))) == true)
                    disk.repair()
                    #expect(store.missing([record]) == [])
                }
                #expect(!events.contains("damaged"))
            }
            try withStore(directory + "/s", storage: disk) { store in
                disk.failReading(64..<70, of: UnreadableTests.first, with: EIO)
                #expect(failure { try store.reader.readAll(.chunk, record.digest) }?.code == .dataLoss)
            }
        }
    }
}
