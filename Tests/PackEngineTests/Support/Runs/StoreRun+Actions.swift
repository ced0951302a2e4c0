import LockerBase
import PackEngine

extension StoreRun {
    /// Stores records and lets the store acknowledge them. Returns whether it did.
    @discardableResult
    func sync(_ chunks: [TestRecord], _ recipes: [TestRecord] = []) -> Bool {
        guard let store else { return false }
        let before = metFaults
        let mustBeTaken = mustBeIndexed(store)
        let use = store.keeper.use()
        defer { withExtendedLifetime(use) {} }
        var ticket = DurabilityTicket()
        let isWhole = append(chunks, as: .chunk, &ticket) && append(recipes, as: .recipe, &ticket)
        guard isWhole, (try? store.writer.commit(ticket)) != nil else {
            if mustBeTaken, metFaults == before, !isEnded { violated("a sync fails, and the disk does not") }
            return false
        }
        acknowledged(chunks + recipes)
        store.waitUntilIdle()
        return true
    }

    /// Appends records, of which nobody is told. False when one could not be.
    @discardableResult
    func append(_ records: [TestRecord], as kind: RecordKind, _ ticket: inout DurabilityTicket) -> Bool {
        guard let store else { return false }
        appended(records, as: kind)
        defer { store.waitUntilIdle() }
        return (try? store.append(records, as: kind, covering: &ticket)) != nil
    }

    /// Gives back all the room that can be. `meanwhile` is done when what is needed has been told.
    func compact(_ meanwhile: () -> Void = {}) {
        guard let store else { return }
        let before = metFaults
        do {
            let candidates = try store.compaction.begin()
            defer { store.compaction.end() }
            let open = store.compaction.openPacks
            let marked = try mark(store)
            meanwhile()
            var plan = try store.compaction.plan(candidates, open: open, keeping: marked, maximumUnused: 0)
            store.compaction.seal(&plan)
            store.waitUntilIdle()
            for name in plan.dead + plan.rewritten {
                parts.willEmpty(storage, name)
                do {
                    _ = try checkingRemovals { try store.compaction.empty(name, keeping: marked) { _ in } }
                } catch {
                    if mustSucceed(since: before) { violated("\(name.fileName) is not emptied: \(error)") }
                }
                store.waitUntilIdle()
            }
        } catch {
            if mustSucceed(since: before) { violated("a compaction fails, and the disk does not: \(error)") }
        }
    }

    private func mark(_ store: PackStore) throws -> RecordSet {
        var marked = RecordSet()
        let digests = try DigestFilter(capacity: 1000)
        for digest in live.sorted() {
            guard let kept = known[digest] else { continue }
            if kept.kind == .chunk {
                try digests.insert(digest)
            } else if let location = try store.locator.locate(kept.kind, digest) {
                marked.insert(location)
            }
        }
        try store.compaction.mark(digests, in: &marked) {}
        return marked
    }

    /// Reads every pack back. On a disk that has kept what it was given nothing is found.
    func verify() {
        guard let store else { return }
        let before = metFaults
        do {
            for pack in try store.verification.packsToVerify() {
                let result = try store.verification.verify(pack.name, .records, using: ReadContext()) { _ in }
                if let result, result.damaged > 0, mustSucceed(since: before) {
                    violated("\(pack.name.fileName) is called damaged: \(store.health.findings.map(\.reason))")
                }
            }
        } catch {
            if mustSucceed(since: before) { violated("a verification fails, and the disk does not: \(error)") }
        }
        store.waitUntilIdle()
    }

    /// Makes the index agree with the packs while the store is open.
    func completeIndex() {
        let before = metFaults
        do {
            try store?.completeIndex { _, _ in }
        } catch {
            if mustSucceed(since: before) { violated("the index is not completed, and the disk is sound: \(error)") }
        }
        store?.waitUntilIdle()
    }

    /// Brings the index up to date with what is durable.
    func index() {
        store?.waitUntilIdle(indexing: true)
    }
}
