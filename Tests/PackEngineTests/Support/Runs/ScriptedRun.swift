import LockerTestSupport
import POSIXSupport
import PackEngine

/// All that a store does in its life, once: syncs of several callers, seals, a compaction beside a sync, a
/// verification, a recovery, an index that is completed and one that is made anew. It makes the same calls in every
/// run.
struct ScriptedRun {
    let run: StoreRun

    /// The records of one caller in one round: chunks, and a recipe.
    private static func batch(_ number: Int) -> (chunks: [TestRecord], recipes: [TestRecord]) {
        let seed = UInt64(number) * 2
        return (TestRecord.some(4, seed: seed, upTo: 900), TestRecord.some(1, seed: seed + 1, upTo: 300))
    }

    private static let batches = (0..<14).map(batch)

    /// The steps, in their order. A step does what it can when the store is not as it should be.
    private static let steps: [@Sendable (StoreRun) -> Void] = [
        { $0.open() },
        { run in for number in 0..<3 { sync(run, number) } },
        { interleave($0, 3, 4, 5) },
        { $0.check("after the first syncs") },
        { $0.restart() },
        { run in for number in [0, 2, 3] { run.remove(batches[number].chunks.map(\.digest)) } },
        // Some of what is dead is found again, and new records come, while the compaction runs.
        { run in run.compact { run.sync(Array(batches[0].chunks.prefix(2)) + batches[6].chunks, batches[6].recipes) } },
        { $0.verify() },
        { run in for number in 7..<10 { sync(run, number) } },
        { $0.index() },
        { run in
            sync(run, 10)
            var ticket = DurabilityTicket()
            run.append(batches[11].chunks, as: .chunk, &ticket)
        },
        { $0.kill() },
        { $0.check("after a recovery") },
        { $0.remove(batches[7].chunks.map(\.digest)) },
        { $0.completeIndex() },
        { $0.restart(index: .gone) },
        { sync($0, 12) },
        { $0.compact() },
        { sync($0, 13) },
        { $0.verify() },
    ]

    private static func sync(_ run: StoreRun, _ number: Int) {
        run.sync(batches[number].chunks, batches[number].recipes)
    }

    /// Three callers take turns, and one sync serves them.
    private static func interleave(_ run: StoreRun, _ numbers: Int...) {
        guard let store = run.store else { return }
        var tickets = numbers.map { _ in DurabilityTicket() }
        var isWhole = numbers.map { _ in true }
        for turn in 0..<4 {
            for (place, number) in numbers.enumerated() {
                let record = batches[number].chunks[turn]
                isWhole[place] = run.append([record], as: .chunk, &tickets[place]) && isWhole[place]
            }
        }
        for (place, number) in numbers.enumerated() where isWhole[place] {
            guard (try? store.writer.commit(tickets[place])) != nil else { continue }
            run.acknowledged(batches[number].chunks)
        }
        store.waitUntilIdle()
    }

    /// Runs the script until a fault ends it. Returns the index as it lay there one step before the end.
    @discardableResult
    func callAsFunction() -> IndexFiles? {
        var earlier: IndexFiles?
        for step in ScriptedRun.steps {
            if run.isEnded { return earlier }
            let before = run.indexFiles()
            // A start may have failed: the next one need not.
            if run.store == nil, run.metFaults > 0 { run.open() }
            step(run)
            if !run.isEnded { earlier = before }
        }
        return earlier
    }
}
