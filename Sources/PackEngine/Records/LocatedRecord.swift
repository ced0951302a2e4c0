import LockerBase

/// A record, and where it is.
public struct LocatedRecord: Hashable, Sendable {
    public let kind: RecordKind
    public let digest: Digest
    public let location: RecordLocation

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
