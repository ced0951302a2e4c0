import LockerBase
import LockerTestSupport
import POSIXSupport
import PackEngine
import Synchronization
import Testing

/// What is needed stays, what is not goes, and nobody notices.
struct CompactionTests {
    /// The places of `records`.
    private func set(_ records: some Sequence<TestRecord>, in store: PackStore) throws -> RecordSet {
        var set = RecordSet()
        for record in records { set.insert(try #require(try store.locator.locate(.chunk, record.digest))) }
        return set
    }

    /// Compacts all that `candidates` allow, keeping `needed`.
    @discardableResult
    private func compact(
        _ store: PackStore, _ candidates: [PackName], keeping needed: RecordSet, maximumUnused: Double = 0
    ) throws -> CompactionPlan {
        let plan = try store.compaction.plan(candidates, keeping: needed, maximumUnused: maximumUnused)
        for name in plan.dead + plan.rewritten { _ = try store.compaction.empty(name, keeping: needed) { _ in } }
        return plan
    }

    /// Opens a store that holds `records` in sealed packs, long ago stored.
    private func withStored(_ records: [TestRecord], _ body: (PackStore, String) throws -> Void) throws {
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { try $0.store(records) }
            try withStore(directory + "/s") { store in try body(store, directory + "/s") }
        }
    }

    @Test func whatIsNotNeededIsGivenBack() throws {
        let records = TestRecord.some(400, seed: 1)
        let (kept, dropped) = (Array(records.prefix(100)), Array(records.dropFirst(100)))
        try withStored(records) { store, directory in
            let before = store.statistics()
            let plan = try compact(store, try store.compaction.begin(), keeping: try set(kept, in: store))
            #expect(plan.dead.count + plan.rewritten.count > 2)
            #expect(store.missing(kept) == [])
            #expect(store.missing(dropped).count == dropped.count)
            let after = store.statistics()
            // What was copied is in a new pack, which has a header.
            #expect(before.packBytes - after.packBytes == plan.reclaimedBytes - PackFormat.headerLength)
            #expect(after.kinds[.chunk].records == kept.count)
        }
    }

    @Test func itIsAllTheSameAfterARestartAndWithoutAnIndex() throws {
        let records = TestRecord.some(300, seed: 2)
        let kept = Array(records.enumerated().filter { $0.offset % 3 == 0 }.map(\.element))
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { try $0.store(records) }
            try withStore(directory + "/s") { store in
                try compact(store, try store.compaction.begin(), keeping: try set(kept, in: store))
            }
            try withStore(directory + "/s") { store in
                #expect(!store.isRebuilding)
                #expect(store.missing(kept) == [] && store.missing(records).count == 200)
            }
            try StoreFiles(directory + "/s").deleteIndex()
            try withStore(directory + "/s") { store in
                try store.waitForIndex()
                #expect(store.missing(kept) == [] && store.missing(records).count == 200)
            }
        }
    }

    @Test func aStoreWithLittleWasteIsLeftAlone() throws {
        let records = TestRecord.some(400, seed: 3)
        try withStored(records) { store, _ in
            let needed = try set(records.dropLast(10), in: store)
            let plan = try compact(store, try store.compaction.begin(), keeping: needed, maximumUnused: 0.05)
            #expect(plan.dead.isEmpty && plan.rewritten.isEmpty && plan.unusedBytes > 0)
            #expect(store.missing(records) == [])
        }
    }

    @Test func theMostWastefulPacksGoFirst() throws {
        let records = TestRecord.some(400, seed: 4)
        try withStored(records) { store, _ in
            // Of the first packs little is needed, of the last ones nearly all.
            let kept = records.enumerated().filter { $0.offset > 200 ? $0.offset % 50 != 0 : $0.offset % 20 == 0 }
            let plan = try store.compaction.plan(
                try store.compaction.begin(), keeping: try set(kept.map(\.element), in: store), maximumUnused: 0.05)
            #expect(!plan.rewritten.isEmpty)
            #expect(plan.reclaimedBytes > 20 * plan.movedBytes / 10)
        }
    }

    @Test func manySmallPacksAreMerged() throws {
        let records = TestRecord.some(40, seed: 5, upTo: 3000)
        try withTemporaryDirectory { directory in
            for record in records { try withStore(directory + "/s") { try $0.store([record]) } }
            try withStore(directory + "/s") { store in
                #expect(store.statistics().packs == 40)
                try compact(store, try store.compaction.begin(), keeping: try set(records, in: store))
                #expect(store.statistics().packs <= 2)
                #expect(store.missing(records) == [])
            }
        }
    }

    /// What was stored or found since the compaction began is kept, though it is in nobody's list.
    @Test func whatIsUnderWayIsKept() throws {
        let records = TestRecord.some(300, seed: 6)
        let new = TestRecord.some(50, seed: 7)
        try withStored(records) { store, _ in
            let use = store.keeper.use()
            try store.store(Array(records.prefix(5)))
            let candidates = try store.compaction.begin()
            try store.store(new)
            try store.store(Array(records[100..<105]))
            try store.keeper.keep(.chunk, records[200].digest)
            try compact(store, candidates, keeping: RecordSet())
            let kept = Array(records.prefix(5)) + records[100..<105] + [records[200]]
            #expect(store.missing(kept + new) == [])
            #expect(store.missing(records).count == records.count - kept.count)
            withExtendedLifetime(use) {}
        }
    }

    @Test func whatWasUnderWayIsForgottenWithItsUse() throws {
        let records = TestRecord.some(300, seed: 8)
        try withStored(records) { store, _ in
            var use: ContentUse? = store.keeper.use()
            try store.store(records)
            try compact(store, try store.compaction.begin(), keeping: RecordSet())
            #expect(store.missing(records) == [])
            use = nil
            try compact(store, try store.compaction.begin(), keeping: RecordSet())
            #expect(store.missing(records).count == records.count)
            #expect(use == nil)
        }
    }

    /// What was found before a compaction or while it runs, and committed after it had read what is needed.
    @Test func whatIsDoneBeforeTheCompactionIsKept() throws {
        let records = TestRecord.some(300, seed: 16)
        try withStored(records) { store, _ in
            var early: ContentUse? = store.keeper.use()
            try store.store(Array(records.prefix(5)))
            let candidates = try store.compaction.begin()
            var late: ContentUse? = store.keeper.use()
            try store.store(Array(records.suffix(5)))
            (early, late) = (nil, nil)
            try compact(store, candidates, keeping: RecordSet())
            store.compaction.end()
            #expect(store.missing(records.prefix(5) + records.suffix(5)) == [] && early == nil && late == nil)
            #expect(store.missing(records).count == records.count - 10)
        }
    }

    @Test func aDamagedRecordKeepsItsPack() throws {
        let records = TestRecord.some(100, seed: 9)
        try withStored(records) { store, directory in
            let location = try #require(try store.locator.locate(.chunk, records[0].digest))
            let needed = try set(records.prefix(3), in: store)
            let candidates = try store.compaction.begin()
            let name = try #require(candidates.first { $0.id == location.pack })
            try rewrite(directory + "/packs/" + name.fileName) { $0[location.offset + 70] ^= 1 }
            let error = #expect(throws: LockerError.self) { try store.compaction.empty(name, keeping: needed) { _ in } }
            #expect(error?.code == .dataLoss)
            #expect(store.missing(records).count == 1)
            // It takes new records as ever, and finds the old ones.
            try store.store(Array(records[50..<60]))
        }
    }

    /// Several packs are copied first, and deleted together; what somebody begins to use in between is kept too.
    @Test func packsAreEmptiedTogether() throws {
        let records = TestRecord.some(400, seed: 17)
        let kept = Array(records.enumerated().filter { $0.offset % 4 == 0 }.map(\.element))
        try withStored(records) { store, _ in
            let candidates = try store.compaction.begin()
            let batch = CompactionBatch(keeping: try set(kept, in: store))
            for name in candidates { try store.compaction.move(name, batch) { _ in } }
            #expect(batch.pending == candidates && candidates.count > 2)
            #expect(store.missing(records) == [])
            try store.store([records[1]])
            try store.keeper.keep(.chunk, records[2].digest)
            let outcome = try store.compaction.delete(store.compaction.retire(batch) { _ in })
            #expect(outcome.emptied.count == candidates.count && outcome.damaged.isEmpty && batch.pending.isEmpty)
            #expect(store.missing(kept + records[1...2]) == [])
            #expect(store.missing(records).count == records.count - kept.count - 2)
        }
    }

    /// Of several packs, that one stays of which a record is damaged that somebody has begun to use; the others go.
    @Test func aDamagedRecordKeepsNoOtherPack() throws {
        let records = TestRecord.some(400, seed: 18)
        try withStored(records) { store, directory in
            let candidates = try store.compaction.begin()
            let batch = CompactionBatch(keeping: RecordSet())
            for name in candidates { try store.compaction.move(name, batch) { _ in } }
            let location = try #require(try store.locator.locate(.chunk, records[7].digest))
            let name = try #require(candidates.first { $0.id == location.pack })
            try store.keeper.keep(.chunk, records[7].digest)
            try rewrite(directory + "/packs/" + name.fileName) { $0[location.offset + 70] ^= 1 }
            let outcome = try store.compaction.delete(store.compaction.retire(batch) { _ in })
            #expect(outcome.damaged.map(\.name) == [name] && outcome.damaged.first?.error.code == .dataLoss)
            #expect(outcome.emptied.count == candidates.count - 1)
            #expect(try StoreFiles(directory).packs("data") == [directory + "/packs/" + name.fileName])
        }
    }

    @Test func itCanBeStoppedAndTakenUpAgain() throws {
        let records = TestRecord.some(300, seed: 10)
        let kept = Array(records.enumerated().filter { $0.offset % 2 == 0 }.map(\.element))
        try withStored(records) { store, _ in
            let needed = try set(kept, in: store)
            let candidates = try store.compaction.begin()
            let plan = try store.compaction.plan(candidates, keeping: needed, maximumUnused: 0)
            var moved = 0
            #expect(throws: LockerError.self) {
                try store.compaction.empty(plan.rewritten[0], keeping: needed) { (_) throws(LockerError) in
                    moved += 1
                    if moved == 5 { throw LockerError(.unavailable, "stopped") }
                }
            }
            #expect(store.missing(records) == [])
            let again = try set(kept, in: store)
            try compact(store, try store.compaction.begin(), keeping: again)
            #expect(store.missing(kept) == [] && store.missing(records).count == 150)
        }
    }

    /// The places of `records` as the packs' own lists tell them.
    private func marked(_ records: some Sequence<TestRecord>, in store: PackStore) throws -> RecordSet {
        let digests = try DigestFilter(capacity: 1000)
        for record in records { try digests.insert(record.digest) }
        var set = RecordSet()
        try store.compaction.mark(digests, in: &set) {}
        return set
    }

    @Test func whatIsMarkedIsWhatTheIndexHas() throws {
        let records = TestRecord.some(400, seed: 12)
        let kept = records.enumerated().filter { $0.offset % 3 == 0 }.map(\.element)
        try withStored(records) { store, _ in
            let (marked, exact) = (try marked(kept, in: store), try set(kept, in: store))
            #expect(marked.bytes == exact.bytes)
            for record in records {
                let place = try #require(try store.locator.locate(.chunk, record.digest))
                #expect(
                    marked.contains(pack: place.pack, ordinal: place.ordinal)
                        == exact.contains(pack: place.pack, ordinal: place.ordinal))
            }
            let plan = try compact(store, try store.compaction.begin(), keeping: marked)
            #expect(plan.dead.count + plan.rewritten.count > 0)
            #expect(store.missing(kept) == [] && store.missing(records).count == records.count - kept.count)
        }
    }

    /// A crash between the copies and the removal of the old pack leaves records in two packs: the old one goes.
    @Test func ofTwoCopiesOneIsNeeded() throws {
        let records = TestRecord.some(300, seed: 13, upTo: 3000)
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { try $0.store(records) }
            let files = StoreFiles(directory + "/s")
            let old = try files.packs().map { ($0, try contents(of: $0)) }
            try withStore(directory + "/s") { store in
                let candidates = try store.compaction.begin()
                for name in candidates {
                    _ = try store.compaction.empty(name, keeping: try set(records, in: store)) { _ in }
                }
            }
            for (path, bytes) in old { try makeFile(path, bytes) }
            try withStore(directory + "/s") { store in
                try store.waitForIndex()
                let candidates = try store.compaction.begin()
                let needed = try marked(records, in: store)
                let before = store.statistics().packBytes
                let plan = try compact(store, candidates, keeping: needed)
                #expect(plan.reclaimedBytes > 0 && store.missing(records) == [])
                #expect(store.statistics().packBytes < before * 6 / 10)
                #expect(try files.packs().count == store.statistics().packs)
            }
        }
    }

    /// A pack whose own list is damaged is known by the index.
    @Test func aPackWhoseListIsDamagedIsCompactedAllTheSame() throws {
        let records = TestRecord.some(400, seed: 14)
        try withStored(records) { store, directory in
            let candidates = try store.compaction.begin()
            let damaged = try #require(candidates.first)
            try rewrite(directory + "/packs/" + damaged.fileName) { $0[$0.count - 100] ^= 1 }
            let kept = Array(records.prefix(10))
            let plan = try compact(store, candidates, keeping: try marked(kept, in: store))
            #expect(plan.rewritten.contains(damaged) && plan.dead.count > 1)
            #expect(store.missing(kept) == [] && store.missing(records).count == 390)
        }
    }

    /// A record that is needed and that the index does not have, such as one that was set aside, keeps its pack.
    @Test func whatTheIndexLacksKeepsItsPack() throws {
        let records = TestRecord.some(100, seed: 15)
        try withStored(records) { store, directory in
            let needed = try marked(records, in: store)
            let candidates = try store.compaction.begin()
            let victim = try #require(candidates.first)
            let bytes = try contents(of: directory + "/packs/" + victim.fileName)
            _ = try store.compaction.empty(victim, keeping: RecordSet()) { _ in }
            try makeFile(directory + "/packs/" + victim.fileName, bytes)
            let error = #expect(throws: LockerError.self) {
                try store.compaction.empty(victim, keeping: needed) { _ in }
            }
            #expect(error?.code == .dataLoss)
            #expect(try contents(of: directory + "/packs/" + victim.fileName) == bytes)
        }
    }

    /// Readers and writers at work all the while: none of them ever misses what is needed.
    @Test func nobodyMissesAnythingMeanwhile() throws {
        let records = TestRecord.some(400, seed: 11)
        let kept = Array(records.enumerated().filter { $0.offset % 2 == 0 }.map(\.element))
        try withStored(records) { store, _ in
            let isOver = Atomic(false)
            let wrong = Mutex(0)
            let readers = try (0..<2).map { number in
                try Thread("reader") {
                    var random = SplitMix64(seed: UInt64(number))
                    while !isOver.load(ordering: .relaxed) {
                        let record = kept[Int(random.next() % UInt64(kept.count))]
                        if (try? store.reader.readAll(.chunk, record.digest)) != record.bytes {
                            wrong.withLock { $0 += 1 }
                        }
                    }
                }
            }
            let writer = try Thread("writer") {
                for seed in 100..<160 {
                    let use = store.keeper.use()
                    let fresh = TestRecord.some(5, seed: UInt64(seed))
                    let dead = records[(seed - 100) * 6 + 1]
                    try? store.store(fresh + [dead])
                    if store.missing(fresh + [dead]) != [] { wrong.withLock { $0 += 1 } }
                    withExtendedLifetime(use) {}
                }
            }
            for _ in 0..<6 {
                let candidates = try store.compaction.begin()
                try compact(store, candidates, keeping: try set(kept, in: store))
            }
            writer.join()
            isOver.store(true, ordering: .relaxed)
            for reader in readers { reader.join() }
            #expect(wrong.withLock { $0 } == 0)
            #expect(store.missing(kept) == [])
        }
    }
}
