import LockerBase
import Synchronization

/// Gives room back while everything else goes on: packs that nobody needs are deleted, and those of which little is
/// needed are emptied first. Whoever runs one takes these steps, in this order, and one runs at a time:
///
/// 1. ``begin()``, before metadata is read: what is stored or found from here on is kept, whatever metadata says. Also
///    what takes records is asked for here (``openPacks``): what is written later was not looked for in metadata.
/// 2. ``mark(_:in:_:)``: what metadata names is found in the packs.
/// 3. ``plan(_:open:keeping:maximumUnused:keepsFormat:)``, which nothing has been changed before.
/// 4. ``seal(_:)``: packs that take records are ended where the plan names them.
/// 5. ``move(_:_:_:)``: what is needed of a pack is copied to others. Any thread may do that, with a ``CompactionBatch``
///    of its own.
/// 6. ``retire(_:_:)``, when the copies are durable and in the index, and not before: from here on nobody may count on
///    the packs. What was noted of them up to this moment is copied too, and made durable.
/// 7. ``delete(_:)``: the packs leave the index, durably, and then the disk.
/// 8. ``end()``, however it went.
///
/// Whatever stops it, and wherever, nothing is lost: a record is at its old place until it is durable at the new one,
/// and the next compaction takes the pack up again.
public final class Compaction: Sendable {
    private let parts: CompactionParts
    private let removal: PackRemoval
    /// The epoch of the index when the compaction began that is under way.
    private let begun = Mutex<Int?>(nil)

    init(_ parts: CompactionParts) {
        self.parts = parts
        removal = PackRemoval(parts)
    }

    /// Begins a compaction: what is stored or found from here on is kept, whatever metadata says.
    ///
    /// - Returns: the packs that may be compacted, all of whose records were there before this call.
    public func begin() throws(LockerError) -> [PackName] {
        try parts.rebuild.wait()
        parts.log.indexer.settleEnded()
        removal.takeOutRemoved()
        begun.withLock { $0 = parts.index.lookup.epoch.load(ordering: .sequentiallyConsistent) }
        parts.uses.beginCompaction()
        return try sealedPacks()
    }

    /// The packs that are sealed and wholly in the index.
    public func sealedPacks() throws(LockerError) -> [PackName] {
        try parts.rebuild.wait()
        return try parts.index.lookup.packs().filter { $0.isSealed && !parts.listing.packs.isGone($0.name) }
            .map(\.name)
    }

    /// The packs that take records, as they are now. To be called before metadata is read, as ``begin()``.
    public var openPacks: [OpenPack] { parts.log.live.open }

    /// Adds to `needed` every durable chunk whose digest is in `digests`.
    ///
    /// - Parameter didRead: called after each pack; what it throws ends the work.
    public func mark(
        _ digests: DigestFilter, in needed: inout RecordSet, _ didRead: () throws(LockerError) -> Void
    ) throws(LockerError) {
        let chunks = NeededChunks(
            live: parts.log.live, index: parts.index.lookup, listing: parts.listing, locator: parts.locator,
            quarantine: parts.quarantine)
        try chunks.mark(digests, in: &needed, didRead)
    }

    /// What a compaction of `candidates` would do that keeps `needed`, and what is under way. Of a pack that cannot be
    /// opened it keeps all.
    ///
    /// - Parameters:
    ///   - open: packs that are sealed first where that gives room.
    ///   - maximumUnused: the fraction of the bytes that may stay unused.
    ///   - keepsFormat: whether packs of an older version of the format stay of that version.
    public func plan(
        _ candidates: [PackName], open: [OpenPack] = [], keeping needed: RecordSet, maximumUnused: Double,
        keepsFormat: Bool = false
    ) throws(LockerError) -> CompactionPlan {
        // What is needed was marked in the packs that the index knew meanwhile.
        if let epoch = begun.withLock({ $0 }),
            parts.rebuild.isRunning || epoch != parts.index.lookup.epoch.load(ordering: .sequentiallyConsistent)
        {
            throw LockerError(
                .unavailable, "the index was made anew meanwhile, and what is needed is not known; try again later")
        }
        let candidates = Set(candidates)
        var (packs, outOfReach) = ([PackFill](), [(name: PackName, error: LockerError)]())
        for row in try parts.index.lookup.packs() where candidates.contains(row.name) {
            do throws(LockerError) {
                _ = try parts.listing.reach(row.name)
                packs.append(PackFill(row, needed, parts.uses))
            } catch let error where error.isOutOfReach {
                outOfReach.append((row.name, error))
            }
        }
        for pack in open where !candidates.contains(pack.name) { packs.append(PackFill(pack, needed, parts.uses)) }
        var plan = CompactionPlan(
            packs: packs, options: parts.options, maximumUnused: maximumUnused, keepsFormat: keepsFormat)
        plan.outOfReach = outOfReach
        return plan
    }

    /// Seals what the plan names of the packs that take records, so that they can be emptied; those that cannot be
    /// sealed are taken out of it.
    public func seal(_ plan: inout CompactionPlan) {
        let sealed = plan.open.isEmpty ? [] : parts.log.indexer.seal(plan.open)
        let rows = (try? parts.index.lookup.packs()) ?? []
        plan.leaveOpen(except: sealed.intersection(rows.filter(\.isSealed).map(\.name)))
    }

    /// Copies the records of `name` that are needed to other packs.
    ///
    /// - Parameter willMove: called with the bytes of each record before it is copied; what it throws ends the work.
    /// - Throws: `dataLoss` when a record that is needed is damaged: the pack stays. `noSpace`: a second call goes on
    ///   where the first one stopped.
    public func move(
        _ name: PackName, _ batch: CompactionBatch, _ willMove: (Int) throws(LockerError) -> Void
    ) throws(LockerError) {
        try batch.copy(name, parts, willMove)
    }

    /// Lets nobody count any more on the packs that are copied, once their copies are durable and in the index, and
    /// copies what somebody has begun to use since.
    ///
    /// - Parameter willMove: as of ``move(_:_:_:)``.
    /// - Throws: why none of them can be given up: callers count on all of them again.
    public func retire(
        _ batch: CompactionBatch, _ willMove: (Int) throws(LockerError) -> Void
    ) throws(LockerError) -> RetiredPacks {
        let movers = batch.take()
        if movers.isEmpty { return RetiredPacks() }
        // Most of the wait comes first: while a pack is given up, whoever names a record of it has to wait.
        try settle(movers)
        let noted = movers.map { parts.uses.retire($0.pack.id) }
        var retired = RetiredPacks()
        do throws(LockerError) {
            for (mover, noted) in zip(movers, noted) {
                do throws(LockerError) {
                    try mover.move(willMove) { ordinal in
                        noted.contains { $0.contains(pack: mover.pack.id, ordinal: ordinal) }
                    }
                    retired.movers.append(mover)
                } catch let error where error.code == .dataLoss {
                    retired.damaged.append((mover.pack, error))
                }
            }
            try settle(retired.movers)
        } catch {
            for mover in movers { parts.uses.reinstate(mover.pack.id) }
            throw error
        }
        for (name, _) in retired.damaged { parts.uses.reinstate(name.id) }
        return retired
    }

    /// Deletes packs that are retired.
    public func delete(_ retired: RetiredPacks) -> DeletedPacks {
        if retired.isEmpty { return DeletedPacks() }
        let staying = removal.discard(retired.movers.map { ($0.pack, $0.entries.map(\.entry)) })
        let deleted = retired.movers.filter { mover in !staying.contains { $0.name == mover.pack } }
        return DeletedPacks(
            emptied: deleted.map { EmptiedPack(reclaimedBytes: $0.size, movedBytes: $0.movedBytes) },
            damaged: retired.damaged + staying)
    }

    /// Ends a compaction, however it went: what was stored or found since its beginning is not kept for its sake any
    /// more.
    public func end() {
        begun.withLock { $0 = nil }
        parts.uses.endCompaction()
    }

    private func settle(_ movers: [RecordMover]) throws(LockerError) {
        var ticket = DurabilityTicket()
        for mover in movers { ticket.merge(mover.ticket) }
        try parts.log.syncer.commit(ticket)
        try parts.log.indexer.waitUntilIndexed(ticket)
    }

    /// Moves, retires and deletes a single pack. One that holds nothing that is needed is deleted without writing a byte.
    ///
    /// - Throws: `dataLoss` when a record that is needed is damaged: the pack stays.
    public func empty(
        _ name: PackName, keeping needed: RecordSet, _ willMove: (Int) throws(LockerError) -> Void
    ) throws(LockerError) -> EmptiedPack {
        let batch = CompactionBatch(keeping: needed)
        try move(name, batch, willMove)
        let deleted = delete(try retire(batch, willMove))
        if let damaged = deleted.damaged.first { throw damaged.error }
        return deleted.emptied[0]
    }
}
