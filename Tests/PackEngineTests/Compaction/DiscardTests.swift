import Glibc
import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// Packs that are empty and cannot be removed.
struct DiscardTests {
    @Test func aPackThatCannotBeRemovedIsRemovedByTheNextCompaction() throws {
        let records = TestRecord.some(300, seed: 140)
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            try withStore(directory + "/s", storage: disk) { try $0.store(records) }
            try withStore(directory + "/s", storage: disk) { store in
                disk.fail(.remove, with: EPERM)
                let batch = CompactionBatch(keeping: RecordSet())
                let candidates = try store.compaction.begin()
                for name in candidates { try store.compaction.move(name, batch) { _ in } }
                let outcome = try store.compaction.delete(store.compaction.retire(batch) { _ in })
                store.compaction.end()
                // One stays, and keeps none of the others from going.
                #expect(outcome.damaged.count == 1 && outcome.emptied.count == candidates.count - 1)
                #expect(try disk.list().count == 1)
                #expect(store.statistics().packs == 1)
                // Nobody waits for it, and nothing of it is found.
                let use = store.keeper.use()
                #expect(failure { try store.keeper.keep(.chunk, records[0].digest) }?.code == .notFound)
                try store.store(records)
                #expect(store.missing(records) == [])

                let plan = try store.compaction.plan(
                    try store.compaction.begin(), keeping: RecordSet(), maximumUnused: 0)
                #expect(plan.dead == outcome.damaged.map(\.name))
                _ = try store.compaction.empty(plan.dead[0], keeping: RecordSet()) { _ in }
                store.compaction.end()
                #expect(try disk.list()[plan.dead[0]] == nil && store.missing(records) == [])
                withExtendedLifetime(use) {}
            }
        }
    }

    @Test func aPackThatSomebodyHasRemovedIsGone() throws {
        let records = TestRecord.some(100, seed: 141)
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            try withStore(directory + "/s", storage: disk) { try $0.store(records) }
            try withStore(directory + "/s", storage: disk) { store in
                let candidates = try store.compaction.begin()
                let batch = CompactionBatch(keeping: RecordSet())
                for name in candidates { try store.compaction.move(name, batch) { _ in } }
                for name in candidates { try disk.remove(name) }
                let outcome = try store.compaction.delete(store.compaction.retire(batch) { _ in })
                store.compaction.end()
                #expect(outcome.damaged.isEmpty && outcome.emptied.count == candidates.count)
                #expect(store.statistics().packs == 0)
            }
        }
    }

    /// Whoever gives room back wants that of what was written last, too.
    @Test func whatHasJustBeenSealedIsACandidate() throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            try withStore(directory + "/s", .unindexed, storage: disk) { store in
                try store.store(TestRecord.some(300, seed: 146))
                let candidates = try store.compaction.begin()
                store.compaction.end()
                #expect(candidates.count > 1)
                #expect(candidates.count + store.compaction.openPacks.count == store.statistics().packs)
            }
        }
    }

    /// What takes records is sealed when that gives room, and only then.
    @Test func anOpenPackIsSealedWhenThatHelps() throws {
        let records = TestRecord.some(20, seed: 142, upTo: 3000)
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { store in
                try store.store(records)
                let few = Array(records.prefix(5))
                for (kept, packs, gives) in [(records, 1, false), (few, 1, true), (few, 1, false), ([], 0, true)] {
                    let candidates = try store.compaction.begin()
                    let open = store.compaction.openPacks
                    var needed = RecordSet()
                    for record in kept { needed.insert(try #require(try store.locator.locate(.chunk, record.digest))) }
                    var plan = try store.compaction.plan(candidates, open: open, keeping: needed, maximumUnused: 0)
                    let reclaimed = plan.reclaimedBytes
                    store.compaction.seal(&plan)
                    var emptied = 0
                    for name in plan.dead + plan.rewritten {
                        let done = try store.compaction.empty(name, keeping: needed) { _ in }
                        emptied += done.reclaimedBytes - done.movedBytes
                    }
                    store.compaction.end()
                    #expect(emptied == reclaimed)
                    #expect((emptied > 0) == gives)
                    #expect(store.statistics().packs == packs)
                    #expect(store.missing(kept) == [])
                }
            }
        }
    }

    @Test func whatIsStoredWhileAnOpenPackIsSealedStays() throws {
        let records = TestRecord.some(20, seed: 143, upTo: 3000)
        let late = TestRecord.some(5, seed: 144, upTo: 3000)
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { store in
                try store.store(records)
                let candidates = try store.compaction.begin()
                let open = store.compaction.openPacks
                try store.store(late)
                var plan = try store.compaction.plan(candidates, open: open, keeping: RecordSet(), maximumUnused: 0)
                store.compaction.seal(&plan)
                #expect(plan.rewritten + plan.dead == open.map(\.name))
                for name in plan.dead + plan.rewritten {
                    _ = try store.compaction.empty(name, keeping: RecordSet()) { _ in }
                }
                store.compaction.end()
                #expect(store.missing(late) == [] && store.missing(records).count == records.count)
            }
        }
    }

    /// What is reserved in the open metadata pack is what a removal on a full disk is written to.
    @Test func anOpenMetadataPackStaysWhenThereIsNoRoomForAnother() throws {
        let records = TestRecord.some(20, seed: 145, upTo: 3000)
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            try withStore(directory + "/s", storage: disk) { store in
                try store.store(records, as: .recipe)
                disk.fail(.reserve, with: ENOSPC, lasts: true)
                let candidates = try store.compaction.begin()
                var plan = try store.compaction.plan(
                    candidates, open: store.compaction.openPacks, keeping: RecordSet(), maximumUnused: 0)
                #expect(plan.dead.count == 1)
                store.compaction.seal(&plan)
                store.compaction.end()
                #expect(plan.dead.isEmpty && store.compaction.openPacks.count == 1)
                #expect(store.missing(records, as: .recipe) == [])
            }
        }
    }
}
