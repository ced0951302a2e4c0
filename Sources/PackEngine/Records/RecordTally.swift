/// How many records there are, and of how many bytes.
public struct RecordTally: Hashable, Sendable {
    /// Copies of a record count each.
    public internal(set) var records = 0
    /// Before compression.
    public internal(set) var rawBytes = 0
    /// After compression, without headers and padding.
    public internal(set) var storedBytes = 0

    mutating func add(_ other: RecordTally) {
        // What it is made of was read from a disk: a sum that is too large is wrong, and ends nothing.
        records &+= other.records
        rawBytes &+= other.rawBytes
        storedBytes &+= other.storedBytes
    }

    mutating func subtract(_ other: RecordTally) {
        records &-= other.records
        rawBytes &-= other.rawBytes
        storedBytes &-= other.storedBytes
    }
}

/// One tally for each kind of record.
public struct KindTallies: Hashable, Sendable {
    private var chunks = RecordTally()
    private var recipes = RecordTally()
    private var commits = RecordTally()

    /// The tally of this kind.
    public internal(set) subscript(kind: RecordKind) -> RecordTally {
        get {
            switch kind {
            case .chunk: chunks
            case .recipe: recipes
            case .commit: commits
            }
        }
        set {
            switch kind {
            case .chunk: chunks = newValue
            case .recipe: recipes = newValue
            case .commit: commits = newValue
            }
        }
    }

    /// The records of every kind together.
    public var total: RecordTally {
        var sum = chunks
        sum.add(recipes)
        sum.add(commits)
        return sum
    }

    mutating func add(_ entry: PackEntry) {
        self[entry.kind].add(
            RecordTally(records: 1, rawBytes: entry.rawLength, storedBytes: entry.storedLength))
    }

    mutating func add(_ other: KindTallies) {
        for kind in RecordKind.allCases { self[kind].add(other[kind]) }
    }

    mutating func subtract(_ other: KindTallies) {
        for kind in RecordKind.allCases { self[kind].subtract(other[kind]) }
    }
}
