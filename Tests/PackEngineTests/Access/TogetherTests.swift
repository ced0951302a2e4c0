import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// Records that are appended and read many at a time are what they are one by one.
struct TogetherTests {
    /// Over the ends of packs, with records that were there, and twice in one call.
    @Test(arguments: 0..<8 as Range<UInt64>) func recordsAreStoredOnceAndReadBack(seed: UInt64) throws {
        try withTemporaryDirectory { directory in
            var random = SplitMix64(seed: seed)
            let records = TestRecord.some(120, seed: 500 + seed)
            try withStore(directory + "/s") { store in
                try store.store(Array(records.prefix(10)))
                var batch = records + [records[3], records[50], records[50], records[119]]
                batch.shuffle(using: &random)
                var ticket = DurabilityTicket()
                let appended = try store.append(batch, covering: &ticket)
                #expect(appended.count { $0?.isNew == true } == 110)
                for (record, result) in zip(batch, appended) {
                    let location = try store.locator.locate(.chunk, record.digest)
                    #expect(result?.location == location)
                }
                let received = try read(records, from: store)
                #expect(received == records.map(\.bytes))
                try store.writer.commit(ticket)
            }
            try withStore(directory + "/s") { store in
                let shuffled = records.shuffled(using: &random)
                let received = try read(shuffled, from: store)
                #expect(received == shuffled.map(\.bytes))
                #expect(store.missing(records) == [])
            }
        }
    }

    /// What is counted holds for any clock: small records that are stored together are looked for, get room and are
    /// written together.
    @Test func manySmallRecordsCostFewWrites() throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            var generator = SplitMix64(seed: 92)
            let records = (0..<6000).map { _ in TestRecord(generator.bytes(Int.random(in: 16...60, using: &generator)))
            }
            try withStore(directory + "/s", StoreOptions(), storage: disk) { store in
                let before = disk.disk.withLock { $0.counts[.write, default: 0] }
                var ticket = DurabilityTicket()
                // What comes twice does not end a run.
                let appended = try store.append(records + records.prefix(3000), covering: &ticket)
                #expect(appended.count { $0?.isNew == true } == 6000)
                // The header, and 750 KB of records by 256 KiB, in two runs.
                #expect(disk.disk.withLock { $0.counts[.write, default: 0] } - before <= 6)
                try store.writer.commit(ticket)
                #expect(store.missing(records) == [])
            }
        }
    }

    /// Those in front of it are handed on, and the damage is told as for one record.
    @Test func aDamagedRecordAmongOthersIsTold() throws {
        try withTemporaryDirectory { directory in
            let records = TestRecord.some(20, seed: 91)
            try withStore(directory + "/s") { try $0.store(records) }
            let location = try withStore(directory + "/s") {
                try #require(try $0.locator.locate(.chunk, records[4].digest))
            }
            let path = try #require(try StoreFiles(directory + "/s").packs("data").first)
            try rewrite(path) { $0[location.offset + 64] ^= 1 }
            let events = EventLog()
            try withStore(directory + "/s", events: events) { store in
                var received: [[UInt8]] = []
                let error = failure {
                    try store.reader.withRecords(.chunk, records.map(\.digest), using: ReadContext()) {
                        (place, pieces) throws(LockerError) in
                        #expect(place == received.count)
                        received += pieces.map { Array($0) }
                    }
                }
                #expect(error?.code == .dataLoss && error?.message.contains(records[4].digest.hex) == true)
                #expect(received == records.prefix(4).map(\.bytes))
                #expect(events.contains("damaged record at offset \(location.offset)"))
            }
        }
    }

    private func read(_ records: [TestRecord], from store: PackStore) throws -> [[UInt8]] {
        var received: [[UInt8]] = []
        try store.reader.withRecords(.chunk, records.map(\.digest), using: ReadContext()) {
            (place, pieces) throws(LockerError) in
            #expect(place == received.count)
            received += pieces.map { Array($0) }
        }
        return received
    }
}
