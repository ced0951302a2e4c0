import Glibc
import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// Bytes that changed on the disk never leave the store.
struct DamageTests {
    @Test func everyFlippedByteOfARecordIsDataLossOrHarmless() throws {
        try withTemporaryDirectory { directory in
            let records = [TestRecord(Array(repeating: 5, count: 900)), TestRecord.some(2, seed: 90, upTo: 200)[1]]
            try withStore(directory + "/s") { try $0.store(records) }
            let files = StoreFiles(directory + "/s")
            let path = try #require(try files.packs("data").first)
            let whole = try contents(of: path)
            let locations = try withStore(directory + "/s") { store in
                try records.map { try #require(try store.locator.locate(.chunk, $0.digest)) }
            }
            for (record, location) in zip(records, locations) {
                for position in location.offset..<location.offset + 64 + location.storedLength {
                    var bytes = whole
                    bytes[position] ^= 0x10
                    let damaged = bytes
                    try rewrite(path) { $0 = damaged }
                    unlink(directory + "/s/quarantine")
                    let events = EventLog()
                    try withStore(directory + "/s", events: events) { store in
                        // The checksums in the header serve the scan after a crash; a read has the digest.
                        let isChecksum = (48..<64).contains(position - location.offset)
                        if isChecksum {
                            #expect(store.missing([record]) == [])
                        } else {
                            let error = failure {
                                try store.reader.readAll(.chunk, record.digest)
                            }
                            #expect(error?.code == .dataLoss, "byte \(position)")
                            #expect(error?.message.contains(record.digest.hex) == true)
                            #expect(events.contains("damaged record at offset \(location.offset)"))
                        }
                    }
                }
            }
        }
    }

    @Test func damageOfOneRecordLeavesTheOthers() throws {
        try withTemporaryDirectory { directory in
            let records = TestRecord.some(20, seed: 91)
            try withStore(directory + "/s") { try $0.store(records) }
            let location = try withStore(directory + "/s") { store in
                try #require(try store.locator.locate(.chunk, records[4].digest))
            }
            let path = try #require(try StoreFiles(directory + "/s").packs("data").first)
            try rewrite(path) { $0[location.offset + 64] ^= 1 }
            try withStore(directory + "/s") { #expect($0.missing(records) == [records[4].digest]) }
        }
    }

    @Test func packThatIsGoneWhileTheStoreRunsIsDataLoss() throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            let record = TestRecord([1, 2, 3])
            try withStore(directory + "/s", storage: disk) { try $0.store([record]) }
            try withStore(directory + "/s", storage: disk) { store in
                try disk.remove(PackName(.data, 1))
                let error = failure { try store.reader.readAll(.chunk, record.digest) }
                #expect(error?.code == .dataLoss)
            }
        }
    }
}
