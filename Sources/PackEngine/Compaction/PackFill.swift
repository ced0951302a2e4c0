/// How much of a pack is needed.
struct PackFill {
    let name: PackName
    let size: Int
    /// How many it holds, needed or not.
    let records: Int
    let liveBytes: Int
    /// Of records, not of the pack's own header and footer.
    let unusedBytes: Int
    /// Whether no record of it is needed.
    let isDead: Bool
    /// Whether it takes records yet. One is not sealed for the sake of merging it: there would be one more small pack.
    let isOpen: Bool
    let version: PackVersion

    var unusedShare: Double { Double(unusedBytes) / Double(max(1, size)) }
}

extension PackFill {
    /// A sealed pack.
    init(_ row: PackRow, _ needed: RecordSet, _ uses: any ContentUses) {
        self.init(
            row.name, row.size, overhead: row.overhead, records: row.tallies.total.records, isOpen: false, row.version,
            needed, uses)
    }

    /// A pack that takes records.
    init(_ pack: OpenPack, _ needed: RecordSet, _ uses: any ContentUses) {
        self.init(
            pack.name, pack.size, overhead: pack.overhead, records: pack.records, isOpen: true, .newest, needed, uses)
    }

    private init(
        _ name: PackName, _ size: Int, overhead: Int, records: Int, isOpen: Bool,
        _ version: PackVersion, _ needed: RecordSet, _ uses: any ContentUses
    ) {
        // What is both needed and under way counts twice: a pack that is in use is better left alone.
        let live = needed.bytes(in: name.id) + uses.bytes(in: name.id)
        self.init(
            name: name, size: size, records: records, liveBytes: live, unusedBytes: max(0, size - overhead - live),
            isDead: live == 0, isOpen: isOpen, version: version)
    }
}
