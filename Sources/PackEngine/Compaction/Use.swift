import Glibc
import LockerBase

extension PackStore {
    /// Keeps every record that is appended or found while it lasts from being compacted away: held by whoever refers
    /// to records that no metadata names yet, and until it does. It ends with its last reference.
    public final class Use: Sendable {
        private let table: UseTable
        private let epoch: Int

        fileprivate init(_ table: UseTable) {
            self.table = table
            epoch = table.begin()
        }

        deinit {
            table.end(epoch)
        }
    }

    /// Begins a use of what is stored.
    public func use() -> Use { Use(uses) }

    /// How often to look again, a millisecond apart: far longer than it takes to remove a pack.
    private static let patience = 30_000

    /// Finds a record that somebody is going to refer to by its name alone, and keeps it for the use that they hold.
    ///
    /// - Throws: `notFound` when the store does not have it.
    public func keep(_ kind: RecordKind, _ digest: Digest) throws(LockerError) {
        counter.lookups.add()
        var ticket = Ticket()
        let key = RecordKey(kind: kind, digest: digest)
        for _ in 0..<PackStore.patience {
            guard let location = try look(key, covering: &ticket).location else { break }
            if uses.note(location) { return }
            // What was needed of a pack was found elsewhere before the pack was removed.
            if reader.packs.isGone(PackName(kind.packClass, location.pack)) { break }
            // Its pack is being given up: in a moment the record is found elsewhere, or nowhere.
            usleep(1000)
        }
        throw LockerError(.notFound, "the store has no \(kind) \(digest)")
    }
}
