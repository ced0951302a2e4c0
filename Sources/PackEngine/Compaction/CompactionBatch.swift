import LockerBase

/// The packs that one thread empties together: they wait once until all of their copies are durable and in the index.
public final class CompactionBatch {
    private let needed: RecordSet
    private let context = ReadContext()
    private var copied: [RecordMover] = []
    /// Of the pack that could not be copied to its end.
    private var interrupted: RecordMover?

    /// - Parameter needed: the records to keep, besides those under way.
    public init(keeping needed: RecordSet) {
        self.needed = needed
    }

    /// The packs that are copied and not deleted yet.
    public var pending: [PackName] { copied.map(\.pack) }
    /// The records of ``pending``, needed or not.
    public var pendingRecords: Int { copied.reduce(0) { $0 + $1.entries.count } }
    /// The bytes that were copied out of ``pending``.
    public var pendingBytes: Int { copied.reduce(0) { $0 + $1.movedBytes } }

    /// Copies the records of a pack that are needed, see ``Compaction/move(_:_:_:)``.
    func copy(
        _ name: PackName, _ parts: CompactionParts, _ willMove: (Int) throws(LockerError) -> Void
    ) throws(LockerError) {
        let mover = try mover(of: name, parts)
        interrupted = mover
        try mover.move(willMove) { needed.contains(pack: name.id, ordinal: $0) }
        interrupted = nil
        copied.append(mover)
    }

    private func mover(of name: PackName, _ parts: CompactionParts) throws(LockerError) -> RecordMover {
        if let interrupted, interrupted.pack == name { return interrupted }
        // What cannot be read may hold more than the index knows, and so may what a newer program wrote.
        try parts.listing.checkIsKnown(name)
        let size = try parts.listing.reach(name).size
        let entries = try parts.listing.entries(of: name)
        return RecordMover(parts, pack: name, size: size, entries: entries, context: context)
    }

    /// Takes the packs out that are copied.
    func take() -> [RecordMover] {
        defer { copied = [] }
        return copied
    }
}
