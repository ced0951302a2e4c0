/// What is in a store.
public struct PackStatistics: Hashable, Sendable {
    /// Packs of each class, those that are being written included.
    public internal(set) var classes = PerClass(PackTally())
    /// Records by kind. Bytes that were stored twice (by two threads at the same instant, or because a damaged
    /// record was replaced) count twice.
    public internal(set) var kinds = KindTallies()
    /// Packs of an older version of the format, which a compaction rewrites.
    public internal(set) var older = PackTally()
    /// Records, and packs, that are damaged and have not healed.
    public internal(set) var quarantined = 0

    /// Packs of both classes.
    public var packs: Int { PackClass.allCases.reduce(0) { $0 + classes[$1].packs } }
    /// Bytes of those packs, headers and footers included.
    public var packBytes: Int { PackClass.allCases.reduce(0) { $0 + classes[$1].bytes } }

    mutating func add(_ name: PackName, size: Int, _ tallies: KindTallies, _ version: PackVersion) {
        classes[name.packClass].packs += 1
        classes[name.packClass].bytes += size
        if version < .newest { older.add(1, bytes: size) }
        kinds.add(tallies)
    }

    mutating func add(_ row: PackRow) {
        add(row.name, size: row.size, row.tallies, row.version)
    }

    mutating func remove(_ row: PackRow) {
        classes[row.name.packClass].packs -= 1
        classes[row.name.packClass].bytes -= row.size
        if row.version < .newest { older.add(-1, bytes: -row.size) }
        kinds.subtract(row.tallies)
    }
}

/// How many packs there are, and of how many bytes.
public struct PackTally: Hashable, Sendable {
    /// Those that take records included.
    public internal(set) var packs = 0
    /// Headers and footers included.
    public internal(set) var bytes = 0

    mutating func add(_ packs: Int, bytes: Int) {
        self.packs += packs
        self.bytes += bytes
    }
}
