import LockerBase
import POSIXSupport

extension PackStore {
    /// The packs that are sealed and wholly in the index.
    public func sealedPacks() throws(LockerError) -> [PackName] {
        try completion.wait()
        return try index.packs().filter { $0.isSealed && !reader.packs.isGone($0.name) }.map(\.name)
    }

    /// How much of the packs `needed` takes.
    ///
    /// - Parameter sealed: the packs to sort by their level: of those sealed since `needed` was put together, nothing
    ///   would seem to be needed.
    public func occupancy(of needed: RecordSet, in sealed: [PackName]) throws(LockerError) -> Occupancy {
        var occupancy = Occupancy()
        let names = try translatingSystemErrors { () throws(SystemError) in try storage.list().keys }
        for name in names { occupancy.liveBytes[name.packClass] += needed.bytes(in: name.id) }
        let sealed = Set(sealed)
        for row in try index.packs() where sealed.contains(row.name) {
            occupancy.add(size: row.size, room: row.size - row.overhead, live: needed.bytes(in: row.name.id))
            occupancy.add(verified: Int64(clamping: row.verified))
        }
        return occupancy
    }
}

extension PackRow {
    /// The bytes of a sealed pack that are no records: its header, its footer and its trailer.
    var overhead: Int { PackFormat.headerLength + PackFooter.sealLength(count: tallies.total.records) }
}
