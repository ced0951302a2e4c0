import LockerBase
import POSIXSupport

/// Removes packs that were given up, from the index and from the disk.
final class PackRemoval: Sendable {
    /// A pack that nobody needs any more, with the records that it holds.
    typealias Discarded = (name: PackName, entries: [PackEntry])

    private let parts: CompactionParts
    /// Packs that are off the disk, and still in the index, since the disk had no room for less.
    private let removed = Monitor<[Discarded]>([])

    init(_ parts: CompactionParts) {
        self.parts = parts
    }

    /// Removes packs that were given up, whose needed records are elsewhere, durably and in the index.
    ///
    /// A pack leaves the index first, durably, and then the disk. A crash in between leaves a pack that the index does
    /// not know, which the next start takes in and the next compaction removes; never an index that speaks of a pack
    /// that is not there, as it would of one that was lost. Only where the disk has no room at all for the index, one
    /// pack goes first, for the room that the others need.
    ///
    /// - Returns: the packs that stay, and why. Callers count on them again.
    func discard(_ packs: [Discarded]) -> [(name: PackName, error: LockerError)] {
        takeOutRemoved()
        do throws(LockerError) {
            let rows = try takeOut(packs)
            return packs.compactMap { pack in unlink(pack.name, rows.first { $0.name == pack.name }) }
        } catch let error where error.code == .noSpace {
            return packs.compactMap { discardWithoutRoom($0) }
        } catch {
            for pack in packs { parts.uses.reinstate(pack.name.id) }
            return packs.map { ($0.name, error) }
        }
    }

    /// Takes packs out of the index, durably. Returns what it knew of them.
    private func takeOut(_ packs: [Discarded]) throws(LockerError) -> [PackRow] {
        let rows = try parts.index.remove(packs)
        parts.log.live.removeIndexed(rows)
        return rows
    }

    private func discardWithoutRoom(_ pack: Discarded) -> (name: PackName, error: LockerError)? {
        do throws(LockerError) {
            let rows = try takeOut([pack])
            return unlink(pack.name, rows.first)
        } catch let error where error.code == .noSpace {
            if let staying = unlink(pack.name, nil) { return staying }
            removed.withLock { $0.append(pack) }
            takeOutRemoved()
            return nil
        } catch {
            parts.uses.reinstate(pack.name.id)
            return (pack.name, error)
        }
    }

    /// Takes packs out of the index that are off the disk already. Until that succeeds nobody can count on their
    /// records, which count as missing.
    func takeOutRemoved() {
        let packs = removed.withLock { packs in
            defer { packs = [] }
            return packs
        }
        let left = packs.filter { (try? takeOut([$0])) == nil }
        removed.withLock { $0 += left }
    }

    /// Removes the file of a pack. Of one that stays the index knows again that it is there, so that the next
    /// compaction removes it.
    ///
    /// - Parameter row: what the index knew of it, if it was taken out.
    private func unlink(_ name: PackName, _ row: PackRow?) -> (name: PackName, error: LockerError)? {
        parts.listing.packs.forget(name)
        do throws(StorageError) {
            try parts.storage.remove(name)
        } catch  where error.kind != .notFound {
            parts.listing.packs.remember(name)
            if let row, (try? parts.index.insert([IndexBatch(row: row, entries: [])])) != nil {
                parts.log.live.addIndexed([row])
            }
            parts.uses.reinstate(name.id)
            return (name, LockerError(error, remedy: "it holds nothing that is needed; the next compaction removes it"))
        } catch {
            // Somebody else has removed it.
        }
        parts.quarantine.forget(name)
        return nil
    }
}
