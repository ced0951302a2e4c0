import LockerBase
import POSIXSupport

extension PackStore {
    /// Begins a compaction: what is stored or found from here on is kept, whatever metadata says.
    ///
    /// To be called before metadata is read for what is needed; ``plan(_:keeping:maximumUnused:)`` comes after that, and
    /// ``endCompaction()`` last.
    ///
    /// - Returns: the packs that may be compacted, all of whose records were there before this call.
    public func beginCompaction() throws(LockerError) -> [PackName] {
        try completion.wait()
        uses.beginCompaction()
        return try sealedPacks()
    }

    /// Ends a compaction, however it went: what was stored or found since its beginning is not kept for its sake any more.
    public func endCompaction() { uses.endCompaction() }

    /// What a compaction of `candidates` would do that keeps `needed`, and what is under way.
    ///
    /// - Parameter maximumUnused: the fraction of the bytes that may stay unused.
    public func plan(
        _ candidates: [PackName], keeping needed: RecordSet, maximumUnused: Double
    ) throws(LockerError) -> CompactionPlan {
        let candidates = Set(candidates)
        let packs = try index.packs().filter { candidates.contains($0.name) }.map { row in
            // What is both needed and under way counts twice: a pack that is in use is better left alone.
            let live = needed.bytes(in: row.name.id) + uses.bytes(in: row.name.id)
            return PackUse(
                name: row.name, size: row.size, records: row.tallies.total.records, liveBytes: live,
                unusedBytes: max(0, row.size - row.overhead - live), isDead: live == 0)
        }
        return CompactionPlan(packs: packs, options: log.options, maximumUnused: maximumUnused)
    }

    /// What emptying a pack did.
    public struct Emptied: Sendable {
        /// Bytes of its file, which is gone.
        public let reclaimedBytes: Int
        /// Bytes of the records that were copied.
        public let movedBytes: Int
    }

    /// Copies the records of `name` that are in `needed`, or under way, to other packs, and deletes it. A pack that holds
    /// none is deleted without writing a byte.
    ///
    /// Whatever stops it, and wherever, nothing is lost: a record is at its old place until it is durable at the new
    /// one, and the next compaction takes the pack up again.
    ///
    /// - Parameter willMove: called with the bytes of each record before it is copied; what it throws ends the work.
    /// - Throws: `dataLoss` when a record that is needed is damaged: the pack stays.
    public func empty(
        _ name: PackName, keeping needed: RecordSet, _ willMove: (Int) throws(LockerError) -> Void
    ) throws(LockerError) -> Emptied {
        let entries = try entries(of: name)
        let size = try translatingSystemErrors(remedy: "the pack cannot be compacted") { () throws(SystemError) in
            try reader.packs.file(name).size()
        }
        let mover = RecordMover(store: self, pack: name, entries: entries)
        try mover.move(willMove) { needed.contains(pack: name.id, ordinal: $0) }
        let noted = uses.retire(name.id)
        do throws(LockerError) {
            try mover.move(willMove) { ordinal in
                noted.contains { $0.contains(pack: name.id, ordinal: ordinal) }
            }
            try log.commit(mover.ticket)
            try log.waitUntilIndexed(mover.ticket)
            try delete(name, entries.map(\.entry))
        } catch {
            uses.reinstate(name.id)
            throw error
        }
        return Emptied(reclaimedBytes: size, movedBytes: mover.movedBytes)
    }

    /// Takes the pack out of the index, then off the disk. On a full disk the index may need the room that the pack
    /// takes, so that the pack goes first; a crash in between costs a rebuild of the index, and nothing else.
    private func delete(_ name: PackName, _ entries: [PackFooter.Entry]) throws(LockerError) {
        do throws(LockerError) {
            log.removeIndexed(try index.remove(name, entries))
            try remove(name)
        } catch let error where error.code == .noSpace {
            try remove(name)
            log.removeIndexed(try index.remove(name, entries))
        }
    }

    private func remove(_ name: PackName) throws(LockerError) {
        reader.packs.forget(name)
        try translatingSystemErrors(remedy: "the next compaction removes it") { () throws(SystemError) in
            try storage.remove(name)
        }
        quarantine.forget(name)
    }
}
