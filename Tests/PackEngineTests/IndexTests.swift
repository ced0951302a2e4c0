import Glibc
import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// The index is a cache: whatever happens to it, nothing is lost and nothing is made up.
struct IndexTests {
    private let records = TestRecord.some(150, seed: 20)

    /// Runs `damage` on the files of a store that was closed, and expects everything to be there afterwards.
    private func expectIntact(rebuilt: Bool = true, _ damage: (StoreFiles) throws -> Void) throws {
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { try $0.store(records) }
            let files = StoreFiles(directory + "/s")
            try damage(files)
            let events = EventLog()
            try withStore(directory + "/s", events: events) { store in
                #expect(store.missing(records) == [])
                #expect(store.statistics().kinds[.chunk].records == records.count)
                #expect(!store.isRebuilding)
            }
            #expect(events.contains("completing the index") == rebuilt)
            try withStore(directory + "/s") { store in
                #expect(!store.isRebuilding)
                #expect(store.missing(records) == [])
            }
        }
    }

    @Test func indexThatIsFineIsNotRebuilt() throws {
        try expectIntact(rebuilt: false) { _ in }
    }

    @Test func deletedIndexIsRebuilt() throws {
        try expectIntact { try $0.deleteIndex() }
    }

    @Test(arguments: [0, 100, 4096, 10_000])
    func truncatedIndexIsRebuilt(length: Int) throws {
        try expectIntact { files in try rewrite(files.index) { $0.removeSubrange(length...) } }
    }

    @Test func indexWithoutItsLastPageIsRebuilt() throws {
        try expectIntact { files in try rewrite(files.index) { $0.removeLast(4096) } }
    }

    @Test func garbledIndexIsRebuilt() throws {
        try expectIntact { files in
            var generator = SplitMix64(seed: 21)
            try rewrite(files.index) { $0.replaceSubrange(0..<8192, with: generator.bytes(8192)) }
        }
    }

    @Test func indexThatWasMarkedAsDamagedIsRebuilt() throws {
        try expectIntact { try makeFile($0.directory + "/index/damaged", []) }
    }

    @Test func indexOfAnotherStoreIsRebuilt() throws {
        try withTemporaryDirectory { directory in
            let others = TestRecord.some(20, seed: 22)
            try withStore(directory + "/other") { try $0.store(others) }
            try expectIntact { files in
                try rewrite(files.index) { $0 = (try? contents(of: directory + "/other/index/data.mdb")) ?? [] }
            }
        }
    }

    @Test func indexThatLacksPacksIsCompleted() throws {
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { try $0.store(records) }
            let old = try contents(of: directory + "/s/index/data.mdb")
            let later = TestRecord.some(60, seed: 23)
            try withStore(directory + "/s") { try $0.store(later) }
            try rewrite(directory + "/s/index/data.mdb") { $0 = old }
            try withStore(directory + "/s") { #expect($0.missing(records + later) == []) }
        }
    }

    @Test func indexThatKnowsLostPacksIsRebuilt() throws {
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { try $0.store(records) }
            let files = StoreFiles(directory + "/s")
            unlink(try #require(try files.packs().first))
            try withStore(directory + "/s") { store in
                try store.waitForIndex()
                let missing = Set(store.missing(records))
                #expect(!missing.isEmpty && missing.count < records.count)
                var ticket = Ticket()
                for record in records {
                    #expect(try store.append(record, covering: &ticket).isNew == missing.contains(record.digest))
                }
                try store.commit(ticket)
                #expect(store.missing(records) == [])
            }
        }
    }

    @Test func indexOfASealedPackThatWasCutIsRebuilt() throws {
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { try $0.store(records) }
            try rewrite(try #require(try StoreFiles(directory + "/s").packs().first)) { $0.removeLast(100_000) }
            try withStore(directory + "/s") { store in
                let missing = Set(store.missing(records))
                #expect(!missing.isEmpty && missing.count < records.count)
                try store.store(records)
                #expect(store.missing(records) == [])
            }
        }
    }

    /// The index has records of the open pack that the pack, put back from an older copy, has not.
    @Test func indexAheadOfAnOpenPackIsRebuilt() throws {
        try withTemporaryDirectory { directory in
            let files = StoreFiles(directory + "/s")
            let first = TestRecord.some(5, seed: 24, upTo: 1000)
            let second = TestRecord.some(5, seed: 25, upTo: 1000)
            try withStore(directory + "/s") { store in
                try store.store(first)
                let older = try contents(of: try #require(try files.packs().first))
                try store.store(second)
                try waitUntilIndexed(try #require(second.last), files)
                // The pages of a transaction are written before it counts; once those of the next are, it does.
                let next = TestRecord([1])
                try store.store([next], as: .recipe)
                try waitUntilIndexed(next, files)
                try files.copy(to: directory + "/crashed")
                try makeFile(directory + "/crashed/packs/data-0000000001.pack", older)
            }
            let events = EventLog()
            try withStore(directory + "/crashed", events: events) { store in
                #expect(store.missing(first + second) == second.map(\.digest))
                try store.store(second)
                #expect(store.missing(second) == [])
            }
            #expect(events.contains("the index has records that are not in data-0000000001.pack"))
        }
    }

    private func waitUntilIndexed(_ record: TestRecord, _ files: StoreFiles) throws {
        while try !contents(of: files.index).contains(record.digest.bytes) { usleep(1000) }
    }

    @Test func indexThatPointsAtAnotherRecordIsFoundOut() throws {
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { try $0.store(records) }
            let files = StoreFiles(directory + "/s")
            let victim = records[40]
            try rewrite(files.index) { bytes in
                // The value stands behind its key: pack, offset, lengths, ordinal.
                for start in 0..<bytes.count - 52 where Array(bytes[start..<start + 32]) == victim.digest.bytes {
                    bytes[start + 36] ^= 0x40
                }
            }
            let events = EventLog()
            try withStore(directory + "/s", events: events) { store in
                let error = failure { try store.readAll(.chunk, victim.digest) }
                #expect(error?.code == .dataLoss)
                // A verification finds it where it is.
                for pack in try store.packsToVerify() {
                    _ = try store.verify(pack.name, .structure, using: ReadContext()) { _ in }
                }
                #expect(store.missing(records) == [] && store.statistics().quarantined == 0)
            }
            #expect(events.contains("damaged record"))
        }
    }
}
