import LockerBase

/// Goes through several sorted sources as if they were one: of entries with the same key, that of the newest source
/// counts.
struct IndexMerge {
    /// The newest first.
    private var cursors: [IndexCursor]
    private let removed: [UInt32: UInt64]

    /// - Parameters:
    ///   - cursors: the newest first.
    ///   - removed: packs that were taken out, with the change that did: what older runs say of them is void.
    init(_ cursors: [IndexCursor], removed: [UInt32: UInt64]) {
        self.cursors = cursors
        self.removed = removed
    }

    /// The next entry, one that says that a record was taken out included; nil at the end.
    mutating func next() throws(IndexFailure) -> IndexEntry? {
        while true {
            guard let key = smallest() else { return nil }
            var result: IndexEntry?
            for cursor in cursors where cursor.current?.key == key {
                if result == nil, let entry = cursor.current, !isVoid(entry, cursor.run) { result = entry }
                try cursor.advance()
            }
            if let result { return result }
        }
    }

    private func smallest() -> RecordKey? {
        var smallest: RecordKey?
        for cursor in cursors {
            guard let key = cursor.current?.key else { continue }
            if let known = smallest, known <= key { continue }
            smallest = key
        }
        return smallest
    }

    private func isVoid(_ entry: IndexEntry, _ run: IndexRun?) -> Bool {
        guard !removed.isEmpty, let run, let pack = entry.location?.pack, let change = removed[pack] else {
            return false
        }
        return run.reference.sequence < change
    }
}
