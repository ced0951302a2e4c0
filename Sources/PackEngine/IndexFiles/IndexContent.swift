import LockerBase

/// What the index says, as far as it is in memory: what the journal holds.
struct IndexContent {
    /// Where a record is, or that it was taken out.
    enum NewestPlace {
        case at(RecordLocation)
        case gone
    }

    /// The entries that are newer than the runs.
    private(set) var entries: [RecordKey: NewestPlace] = [:]
    private(set) var rows: [UInt32: PackRow] = [:]
    private(set) var snapshot = IndexRuns(runs: [], removed: [:])

    /// Takes over a change, but for its runs.
    mutating func apply(_ change: IndexChange) {
        if !change.removed.isEmpty { remove(change.removed) }
        for row in change.rows { rows[row.name.id] = row }
        for entry in change.entries { entries[entry.key] = entry.location.map(NewestPlace.at) ?? .gone }
    }

    private mutating func remove(_ packs: [(pack: UInt32, sequence: UInt64)]) {
        var removed = snapshot.removed
        for (pack, sequence) in packs {
            rows[pack] = nil
            removed[pack] = sequence
        }
        let gone = Set(packs.map(\.pack))
        entries = entries.filter { _, slot in
            guard case .at(let location) = slot else { return true }
            return !gone.contains(location.pack)
        }
        replaceRuns(snapshot.runs, removed)
    }

    /// Takes note that all entries are in runs.
    mutating func flushed(into runs: [IndexRun]) {
        entries = [:]
        replaceRuns(runs, snapshot.removed)
    }

    /// Takes note of the runs there are.
    mutating func replaceRuns(_ runs: [IndexRun], _ removed: [UInt32: UInt64]) {
        let oldest = runs.map(\.reference.sequence).min() ?? .max
        snapshot = IndexRuns(runs: runs, removed: removed.filter { oldest < $0.value })
    }

    func sortedEntries() -> [IndexEntry] {
        entries.map { key, slot in
            if case .at(let location) = slot { return IndexEntry(key: key, location: location) }
            return IndexEntry(key: key, location: nil)
        }.sorted { $0.key < $1.key }
    }

    /// Entries of all kinds in the runs, those that are void or twice there included.
    var runEntries: Int { snapshot.runs.reduce(0) { $0 + $1.reference.entries } }
}
