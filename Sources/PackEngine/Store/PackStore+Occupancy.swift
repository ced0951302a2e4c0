import LockerBase

extension PackStore {
    /// How much of the packs `needed` takes.
    ///
    /// - Parameter sealed: the packs to sort by their level: of those sealed since `needed` was put together, nothing
    ///   would seem to be needed.
    public func occupancy(of needed: RecordSet, in sealed: [PackName]) throws(LockerError) -> Occupancy {
        var occupancy = Occupancy()
        for name in try listing.sizes().keys { occupancy.liveBytes[name.packClass] += needed.bytes(in: name.id) }
        let sealed = Set(sealed)
        for row in try index.lookup.packs() where sealed.contains(row.name) {
            occupancy.add(size: row.size, room: row.size - row.overhead, live: needed.bytes(in: row.name.id))
            occupancy.add(verified: Int64(clamping: row.verified))
        }
        return occupancy
    }
}
