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

    @Test(arguments: [0, 63, 64, 100])
    func truncatedIndexIsRebuilt(length: Int) throws {
        try expectIntact { files in try rewrite(files.index) { $0.removeSubrange(length...) } }
    }

    @Test func indexOfAnEarlierVersionIsMadeAnew() throws {
        try expectIntact { files in
            try files.deleteIndex()
            mkdir(files.directory + "/index", 0o700)
            for name in ["data.mdb", "lock.mdb", "damaged"] {
                try makeFile(files.directory + "/index/" + name, [1, 2, 3])
            }
        }
    }

    @Test func garbledIndexIsRebuilt() throws {
        try expectIntact { files in
            var generator = SplitMix64(seed: 21)
            try rewrite(files.index) { $0.replaceSubrange(0..<8192, with: generator.bytes(8192)) }
        }
    }

    @Test func indexOfAnotherStoreIsRebuilt() throws {
        try withTemporaryDirectory { directory in
            let others = TestRecord.some(20, seed: 22)
            try withStore(directory + "/other") { try $0.store(others) }
            try expectIntact { files in
                try StoreFiles(directory + "/other").indexFiles().write(to: files.directory + "/index")
            }
        }
    }

    @Test func indexThatLacksPacksIsCompleted() throws {
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { try $0.store(records) }
            let old = try StoreFiles(directory + "/s").indexFiles()
            let later = TestRecord.some(60, seed: 23)
            try withStore(directory + "/s") { try $0.store(later) }
            try old.write(to: directory + "/s/index")
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
                var ticket = DurabilityTicket()
                for record in records {
                    #expect(try store.append(record, covering: &ticket).isNew == missing.contains(record.digest))
                }
                try store.writer.commit(ticket)
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
                store.waitUntilIdle(indexing: true)
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
}
