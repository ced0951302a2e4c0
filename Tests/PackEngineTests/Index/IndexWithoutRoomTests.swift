import LockerTestSupport
import PackEngine
import Testing

/// A disk without any room for the index, and a copy-on-write one at that, keeps nobody from what the store has.
struct IndexWithoutRoomTests {
    private let before = TestRecord.some(40, seed: 700, upTo: 300)
    private let after = TestRecord.some(20, seed: 701, upTo: 300)

    private static var options: StoreOptions {
        var options = StoreOptions.tiny
        options.indexRunRecords = 12
        return options
    }

    /// A store whose machine stopped while its last records were in no index.
    private func withKilledStore(
        _ body: (_ directory: String, SimulatedStorage, SimulatedIndexFolder) throws -> Void
    ) throws {
        try withTemporaryDirectory(inMemory: true) { directory in
            let (packs, index) = (SimulatedStorage(), SimulatedIndexFolder())
            let path = directory + "/s"
            let store = try open(path, packs, index)
            try store.store(Array(before.prefix(30)))
            store.waitUntilIdle(indexing: true)
            index.disk.withLock { $0.isDead = true }
            try store.store(Array(before.suffix(10)))
            let (packsLater, indexLater) = (packs.afterCrash(seed: 1), index.afterCrash(seed: 1))
            store.close()
            try body(path, packsLater, indexLater)
        }
    }

    private func open(
        _ path: String, _ packs: SimulatedStorage, _ index: SimulatedIndexFolder, _ events: EventLog = EventLog()
    ) throws -> PackStore {
        try PackStore.open(
            directory: path, options: IndexWithoutRoomTests.options, storage: packs, indexFolder: index
        ) { events.add($0) }
    }

    /// Starts on the full disk, and again when there is room.
    private func check(_ path: String, _ packs: SimulatedStorage, _ index: SimulatedIndexFolder) throws {
        let events = EventLog()
        index.disk.withLock { $0.isFull = true }
        let store = try open(path, packs, index, events)
        try store.waitForIndex()
        #expect(store.missing(before) == [])
        #expect(events.contains("no room for the index"))
        index.disk.withLock { $0.isFull = false }
        try store.store(after)
        store.waitUntilIdle(indexing: true)
        #expect(store.isIndexWritable)
        store.close()

        let again = EventLog()
        let next = try open(path, packs, index, again)
        defer { next.close() }
        #expect(next.missing(before + after) == [])
        #expect(!next.isRebuilding)
        #expect(again.descriptions == [])
    }

    @Test func packsThatWereOpenAreTakenIntoMemory() throws {
        try withKilledStore { path, packs, index in
            try check(path, packs, index)
        }
    }

    @Test func anIndexThatIsGoneIsMadeAnewInMemory() throws {
        try withKilledStore { path, packs, _ in
            try check(path, packs, SimulatedIndexFolder())
        }
    }

    @Test func anIndexThatIsDamagedIsMadeAnewInMemory() throws {
        try withKilledStore { path, packs, index in
            index.disk.withLock { disk in
                guard let journal = disk.names["journal"] else { return }
                disk.files[journal] = SimulatedContents()
            }
            try check(path, packs, index)
        }
    }
}
