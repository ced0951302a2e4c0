import Glibc
import LockerBase

/// Keeps content from being compacted away that somebody refers to and no metadata names yet.
public final class ContentKeeper: Sendable {
    private let uses: any ContentUses
    private let locator: RecordLocator
    private let packs: OpenPackCache

    /// How often to look again, a millisecond apart: far longer than it takes to remove a pack.
    private static let patience = 30_000

    init(_ uses: any ContentUses, _ locator: RecordLocator, _ packs: OpenPackCache) {
        self.uses = uses
        self.locator = locator
        self.packs = packs
    }

    /// Begins a use of what is stored.
    public func use() -> ContentUse { uses.begin() }

    /// Finds a record that somebody is going to refer to by its name alone, and keeps it for the use that they hold.
    ///
    /// - Throws: `notFound` when the store does not have it.
    public func keep(_ kind: RecordKind, _ digest: Digest) throws(LockerError) {
        var location = try locator.locate(kind, digest)
        for _ in 0..<ContentKeeper.patience {
            guard let found = location else { break }
            if uses.note(found) { return }
            // What was needed of a pack was found elsewhere before the pack was removed.
            if packs.isGone(PackName(kind.packClass, found.pack)) { break }
            // Its pack is being given up: in a moment the record is found elsewhere, or nowhere.
            usleep(1000)
            var ticket = DurabilityTicket()
            location = try locator.look(RecordKey(kind: kind, digest: digest), covering: &ticket).location
        }
        throw LockerError(.notFound, "the store has no \(kind) \(digest)")
    }
}
