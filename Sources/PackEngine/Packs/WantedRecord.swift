import LockerBase

/// A record that is to be read.
struct WantedRecord {
    let key: RecordKey
    let location: RecordLocation

    init(key: RecordKey, location: RecordLocation) {
        (self.key, self.location) = (key, location)
    }

    /// The record `entry` of the pack `id`.
    init(_ entry: PackEntry, in id: UInt32, _ ordinal: Int) {
        self.init(key: entry.key, location: entry.location(in: id, ordinal))
    }

    /// Where the next record of its pack may be.
    var end: Int { location.offset + PackFormat.recordLength(stored: location.storedLength) }
}

/// A record that was read and is what its digest says.
struct WholeRecord {
    /// Header, stored bytes and padding.
    let stored: UnsafeRawBufferPointer
    let raw: UnsafeRawBufferPointer
}

extension WantedRecord {
    var isPossible: Bool {
        location.rawLength <= key.kind.maximumRawLength && location.storedLength <= location.rawLength
    }

    func isBefore(_ other: WantedRecord) -> Bool {
        (location.pack, location.offset) < (other.location.pack, other.location.offset)
    }

    func follows(_ other: WantedRecord) -> Bool {
        location.pack == other.location.pack && location.offset == other.end
            && key.kind.packClass == other.key.kind.packClass
    }
}
