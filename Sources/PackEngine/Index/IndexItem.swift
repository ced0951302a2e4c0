import LockerBase

/// A record that is put into the index.
struct IndexItem {
    let kind: RecordKind
    let digest: Digest
    let location: RecordLocation

    var key: RecordKey { RecordKey(kind: kind, digest: digest) }

    init(_ entry: PackEntry, pack: UInt32, ordinal: Int) {
        kind = entry.kind
        digest = entry.digest
        location = entry.location(in: pack, ordinal)
    }
}

extension IndexChange {
    /// The change that puts `items` and `rows` in.
    init(putting items: [IndexItem], rows: [PackRow]) {
        self.init()
        self.rows = rows
        entries = items.map { IndexEntry(key: $0.key, location: $0.location) }
    }
}
