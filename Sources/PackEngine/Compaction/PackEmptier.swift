import LockerBase
import POSIXSupport

/// Empties packs, several together: copies what is needed of each, waits once until all of the copies are durable and
/// in the index, and deletes the packs. For one thread at a time; others may empty other packs meanwhile.
///
/// Whatever stops it, and wherever, nothing is lost: a record is at its old place until it is durable at the new one,
/// and the next compaction takes the pack up again.
public final class PackEmptier {
    /// A pack that is gone.
    public struct Emptied: Sendable {
        /// Bytes of its file.
        public let reclaimedBytes: Int
        /// Bytes of the records that were copied.
        public let movedBytes: Int
    }

    /// What became of the packs.
    public struct Outcome: Sendable {
        public internal(set) var emptied: [Emptied] = []
        /// Those that stay: a record is damaged that somebody has begun to use, or the file cannot be removed.
        public internal(set) var damaged: [(name: PackName, error: LockerError)] = []
    }

    private let store: PackStore
    private let needed: RecordSet
    private let context = ReadContext()
    private var copied: [RecordMover] = []
    /// Of the pack that could not be copied to its end.
    private var interrupted: RecordMover?

    /// - Parameter needed: the records to keep, besides those under way.
    public init(_ store: PackStore, keeping needed: RecordSet) {
        self.store = store
        self.needed = needed
    }

    /// The packs that are copied and not deleted yet.
    public var pending: [PackName] { copied.map(\.pack) }
    /// The records of ``pending``, needed or not.
    public var pendingRecords: Int { copied.reduce(0) { $0 + $1.entries.count } }
    /// The bytes that were copied out of ``pending``.
    public var pendingBytes: Int { copied.reduce(0) { $0 + $1.movedBytes } }

    /// Copies the records of `name` that are needed to other packs. ``finish(_:)`` deletes it.
    ///
    /// - Parameter willMove: called with the bytes of each record before it is copied; what it throws ends the work.
    /// - Throws: `dataLoss` when a record that is needed is damaged: the pack stays. `noSpace`: a second call goes on
    ///   where the first one stopped.
    public func copy(_ name: PackName, _ willMove: (Int) throws(LockerError) -> Void) throws(LockerError) {
        let mover = try mover(of: name)
        interrupted = mover
        try mover.move(willMove) { needed.contains(pack: name.id, ordinal: $0) }
        interrupted = nil
        copied.append(mover)
    }

    private func mover(of name: PackName) throws(LockerError) -> RecordMover {
        if let interrupted, interrupted.pack == name { return interrupted }
        // What cannot be read may hold more than the index knows.
        let size = try store.reach(name).size
        let entries = try store.entries(of: name)
        return RecordMover(store: store, pack: name, size: size, entries: entries, context: context)
    }

    /// Deletes the packs that are copied, once their copies are durable and in the index.
    ///
    /// - Parameter willMove: as of ``copy(_:_:)``, for records that somebody has begun to use since.
    /// - Throws: why nothing was deleted, but for what the error names.
    public func finish(_ willMove: (Int) throws(LockerError) -> Void) throws(LockerError) -> Outcome {
        let movers = copied
        copied = []
        guard !movers.isEmpty else { return Outcome() }
        // Most of the wait comes first: while a pack is given up, whoever names a record of it has to wait.
        try settle(movers)
        let noted = movers.map { store.uses.retire($0.pack.id) }
        var (outcome, whole) = (Outcome(), [RecordMover]())
        do throws(LockerError) {
            for (mover, noted) in zip(movers, noted) {
                do throws(LockerError) {
                    try mover.move(willMove) { ordinal in
                        noted.contains { $0.contains(pack: mover.pack.id, ordinal: ordinal) }
                    }
                    whole.append(mover)
                } catch let error where error.code == .dataLoss {
                    outcome.damaged.append((mover.pack, error))
                }
            }
            try settle(whole)
        } catch {
            for mover in movers { store.uses.reinstate(mover.pack.id) }
            throw error
        }
        for (name, _) in outcome.damaged { store.uses.reinstate(name.id) }
        let staying = store.discard(whole.map { ($0.pack, $0.entries.map(\.entry)) })
        outcome.damaged += staying
        outcome.emptied = whole.filter { mover in !staying.contains { $0.name == mover.pack } }
            .map { Emptied(reclaimedBytes: $0.size, movedBytes: $0.movedBytes) }
        return outcome
    }

    private func settle(_ movers: [RecordMover]) throws(LockerError) {
        var ticket = Ticket()
        for mover in movers { ticket.merge(mover.ticket) }
        try store.log.commit(ticket)
        try store.log.waitUntilIndexed(ticket)
    }
}
