import LockerBase

/// Finds out which records of chunks are needed.
struct NeededChunks {
    let live: LivePacks
    let index: IndexLookup
    let listing: PackListing
    let locator: RecordLocator
    let quarantine: Quarantine

    /// Adds to `needed` every durable chunk whose digest is in `digests`.
    ///
    /// The packs' own lists are read, one after the other, and the index is not asked: a look-up is random access to
    /// all of it, but for a pack that cannot tell. Of chunks that are stored twice, the one counts that the index
    /// names; where that one is set aside, or in a pack that cannot be seen, all do.
    ///
    /// - Parameter didRead: called after each pack; what it throws ends the work.
    func mark(
        _ digests: DigestFilter, in needed: inout RecordSet, _ didRead: () throws(LockerError) -> Void
    ) throws(LockerError) {
        // The newest first: of two copies that is nearly always the one that the index names.
        let packs = try packsToMark().sorted(by: >)
        var earlier: [Digest: RecordLocation] = [:]
        var unseen: Set<UInt32> = []
        for name in packs {
            let (entries, isSeen) = try listing.listing(of: name)
            if !isSeen { unseen.insert(name.id) }
            try needed.update(name.id) { (marks) throws(LockerError) in
                for (ordinal, entry) in entries {
                    switch digests.visit(entry.digest) {
                    case .absent: continue
                    case .first: marks.insert(ordinal, bytes: entry.end - entry.offset)
                    case .again:
                        guard let named = try locator.locateAnywhere(entry.key) else { continue }
                        if !isSeen || unseen.contains(named.pack) || quarantine.holds(entry.key, at: named) {
                            // Any other copy may be the last that is whole.
                            marks.insert(ordinal, bytes: entry.end - entry.offset)
                        } else if named.pack == name.id && named.ordinal == ordinal {
                            earlier[entry.digest] = named
                        }
                    }
                }
            }
            try didRead()
        }
        if !earlier.isEmpty { try exchange(earlier, in: packs, &needed) }
    }

    /// The data packs that may hold what is needed: those that are written, and those that the index knows.
    private func packsToMark() throws(LockerError) -> Set<PackName> {
        // Those that are written first: a pack that is done meanwhile is in the index.
        let written = live.names
        let known = try index.packs().map(\.name).filter { !listing.packs.isGone($0) }
        return written.union(known).filter { $0.packClass == .data }
    }

    /// Adds the records at `locations` to `needed`, and takes all other copies of them out.
    private func exchange(
        _ locations: [Digest: RecordLocation], in packs: some Sequence<PackName>, _ needed: inout RecordSet
    ) throws(LockerError) {
        for name in packs {
            let entries = try listing.entries(of: name)
            needed.update(name.id) { marks in
                for (ordinal, entry) in entries {
                    guard let location = locations[entry.digest] else { continue }
                    let isNamed = location.pack == name.id && location.ordinal == ordinal
                    let length = entry.end - entry.offset
                    if isNamed { marks.insert(ordinal, bytes: length) } else { marks.remove(ordinal, bytes: length) }
                }
            }
        }
    }
}
