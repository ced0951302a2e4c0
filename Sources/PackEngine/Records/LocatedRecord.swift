import LockerBase

/// A record, and where it is.
public struct LocatedRecord: Hashable, Sendable {
    /// What the record is.
    public let kind: RecordKind
    /// The SHA-256 of its bytes.
    public let digest: Digest
    /// Where it was when that was asked: a compaction may have moved it since.
    public let location: RecordLocation

    /// Takes the fields as they are.
    public init(kind: RecordKind, digest: Digest, location: RecordLocation) {
        self.kind = kind
        self.digest = digest
        self.location = location
    }

    var key: RecordKey { RecordKey(kind: kind, digest: digest) }
}

extension PackEntry {
    /// The entry of a record, as far as its place tells it.
    init(_ record: LocatedRecord) {
        let location = record.location
        self.init(
            kind: record.kind, codec: location.codec, scheme: location.scheme, digest: record.digest,
            offset: location.offset, rawLength: location.rawLength, storedLength: location.storedLength)
    }
}
