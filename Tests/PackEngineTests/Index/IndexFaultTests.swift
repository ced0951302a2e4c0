import Glibc
import LockerBase
import LockerTestSupport
import POSIXSupport
import PackEngine
import Testing

/// Every call that is made on the files of the index fails, one in each run: nothing that was acknowledged is lost, and
/// nothing is called damaged.
struct IndexFaultTests {
    private static let batches = (0..<8).map { TestRecord.some(4, seed: 900 + UInt64($0), upTo: 500) }

    private static var options: StoreOptions {
        var options = StoreOptions.tiny
        options.indexRunRecords = 6
        return options
    }

    /// What a run left.
    private struct Ended {
        var acknowledged: [TestRecord] = []
        var wrong: [String] = []
    }

    /// A life of a store: syncs, each in the index, two removals of packs, a restart between, an index that is
    /// completed.
    private func live(_ path: String, _ packs: SimulatedStorage, _ index: SimulatedIndexFolder) -> Ended {
        var ended = Ended()
        for half in 0..<2 {
            guard
                let store = try? PackStore.open(
                    directory: path, options: IndexFaultTests.options, storage: packs, indexFolder: index)
            else { continue }
            for number in half * 4..<half * 4 + 4 {
                let batch = IndexFaultTests.batches[number]
                guard (try? store.store(batch)) != nil, !index.disk.withLock({ $0.isDead }) else { continue }
                ended.acknowledged += batch
                store.waitUntilIdle(indexing: true)
            }
            // Half of what there is is given up, and its packs are emptied.
            let kept = ended.acknowledged.enumerated().filter { $0.offset % 8 < 4 }.map(\.element)
            if compact(store, keeping: kept) { ended.acknowledged = kept }
            try? store.completeIndex { _, _ in }
            for record in ended.acknowledged {
                let isWrong = (try? store.reader.readAll(.chunk, record.digest)) != record.bytes
                // Of a machine that has stopped nobody reads anything.
                if isWrong, !index.disk.withLock({ $0.isDead }) {
                    ended.wrong.append("\(record.digest) in use")
                }
            }
            store.close()
        }
        return ended
    }

    /// Returns whether anything was given up.
    private func compact(_ store: PackStore, keeping kept: [TestRecord]) -> Bool {
        guard let candidates = try? store.compaction.begin() else { return false }
        defer { store.compaction.end() }
        var needed = RecordSet()
        guard let digests = try? DigestFilter(capacity: 1000) else { return false }
        for record in kept { try? digests.insert(record.digest) }
        guard (try? store.compaction.mark(digests, in: &needed) {}) != nil,
            let plan = try? store.compaction.plan(candidates, keeping: needed, maximumUnused: 0)
        else { return false }
        for name in plan.dead + plan.rewritten { _ = try? store.compaction.empty(name, keeping: needed) { _ in } }
        return true
    }

    private func violations(call: Int, _ fault: SimulatedIndexFolder.Fault) throws -> (isMet: Bool, wrong: [String]) {
        try withTemporaryDirectory(inMemory: true) { directory in
            var (packs, index) = (SimulatedStorage(), SimulatedIndexFolder())
            index.disk.withLock { [packs] disk in
                disk.fault = (call, fault)
                // The machine has one disk.
                disk.willCrash = { packs.disk.withLock { $0.plan = { _ in .error(EIO) } } }
            }
            let ended = live(directory + "/s", packs, index)
            let (isMet, isDead) = index.disk.withLock { ($0.isMet, $0.isDead) }
            var wrong = ended.wrong
            if isDead {
                // A machine that has stopped notes nothing; the file of the real disk below does.
                unlink(directory + "/s/quarantine")
                packs.repair()
                (packs, index) = (packs.afterCrash(seed: UInt64(call)), index.afterCrash(seed: UInt64(call)))
            }
            index.disk.withLock { $0.fault = nil }
            for life in ["after it", "once more"] {
                let store = try PackStore.open(
                    directory: directory + "/s", options: IndexFaultTests.options, storage: packs, indexFolder: index)
                defer { store.close() }
                wrong += store.missing(ended.acknowledged).map { "\($0) is lost \(life)" }
                for pack in try store.verification.packsToVerify() {
                    _ = try store.verification.verify(pack.name, .records, using: ReadContext()) { _ in }
                }
                wrong += store.health.findings.map { "\($0.pack.fileName) \($0.offset) \(life): \($0.reason)" }
                try store.store(TestRecord.some(3, seed: UInt64(5000 + call), upTo: 300))
            }
            return (isMet, wrong)
        }
    }

    @Test(arguments: SimulatedIndexFolder.Fault.allCases)
    func everyCallMayFail(fault: SimulatedIndexFolder.Fault) throws {
        var call = 0
        while true {
            let (isMet, wrong) = try violations(call: call, fault)
            if !wrong.isEmpty { Issue.record("call \(call) meets \(fault): \(wrong)") }
            guard isMet else { break }
            call += 1
        }
        #expect(call > 60)
    }
}
