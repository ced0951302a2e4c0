import LockerBase

/// Makes the index agree with the sealed packs.
struct IndexReconciliation {
    let listing: PackListing
    let register: DamageRegister
    let index: ChunkIndex
    let live: LivePacks
    let rebuild: IndexRebuild

    /// Makes the index agree with the sealed packs, while everything goes on: what it lacks of them is put in, and then
    /// what it says of places that are not there is taken out, so that nothing that is stored is ever missing. What is
    /// written meanwhile is left to those who write it. No pack may be removed meanwhile.
    ///
    /// Memory is four bytes for each record.
    ///
    /// - Parameter didRead: told how many packs are done, and of how many; what it throws ends the work.
    func run(_ didRead: (Int, Int) throws(LockerError) -> Void) throws(LockerError) {
        try rebuild.wait()
        let names = try listing.sizes().keys.sorted()
        let written = live.ids
        let rows = Dictionary(uniqueKeysWithValues: try index.lookup.packs().map { ($0.name, $0) })
        var marks = PlaceMarks()
        for name in names where !written.contains(name.id) && !live.has(name.id) {
            if let pack = try register.sealedContents(of: name, in: listing) { marks.add(pack.entries, of: name.id) }
        }
        let sealed = names.filter { marks.holds(pack: $0.id) }
        for (number, name) in sealed.enumerated() {
            if let pack = try register.sealedContents(of: name, in: listing) {
                try complete(name, pack, known: rows[name], marks)
            }
            try didRead(number + 1, sealed.count)
        }
        for name in rows.keys.sorted() where !names.contains(name) {
            live.removeIndexed(try index.remove([(name, [])]))
        }
        try removeStale(marks)
    }

    private func complete(
        _ name: PackName, _ pack: (entries: [PackEntry], size: Int, version: PackVersion), known: PackRow?,
        _ marks: PlaceMarks
    ) throws(LockerError) {
        var tallies = KindTallies()
        for entry in pack.entries { tallies.add(entry) }
        let row = PackRow(
            name: name, isSealed: true, size: pack.size, tallies: tallies, version: pack.version,
            verified: known?.verified ?? 0)
        // A record that is in several packs is found in the latest, as after a start.
        let healed = try index.complete(IndexBatch(row: row, entries: pack.entries[...])) { (digest, known) in
            known.pack <= name.id || (marks.holds(pack: known.pack) && !marks.hold(digest, at: known))
        }
        for finding in healed { live.report(.healed(finding)) }
        if row != known {
            if let known { live.removeIndexed([known]) }
            live.addIndexed([row])
        }
    }

    /// Takes out of the index what it says of packs that are gone, and of places in sealed packs that are not there.
    private func removeStale(_ marks: PlaceMarks) throws(LockerError) {
        var present = Set(try listing.sizes().keys.map(\.id))
        try index.removeEntries { (digest, location) throws(LockerError) in
            if marks.holds(pack: location.pack) { return !marks.hold(digest, at: location) }
            if present.contains(location.pack) { return false }
            // A pack is there before the index speaks of it: one that was begun meanwhile is in a later list.
            present = Set(try listing.sizes().keys.map(\.id))
            return !present.contains(location.pack)
        }
    }
}
