import LockerBase

/// Something in a pack that is not what it was when it was acknowledged.
public struct Finding: Hashable, Sendable {
    public let pack: PackName
    /// The record that is damaged; nil when it is the pack itself.
    public let record: Record?
    /// What is wrong with it, in words.
    public let reason: String
    /// When it was found, in seconds since 1970 UTC.
    public let found: Int64
    /// When the store had the same bytes again, at another place, in seconds since 1970 UTC. Nil: it has not.
    public internal(set) var healed: Int64?

    /// A record, and where it is.
    public struct Record: Hashable, Sendable {
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

    init(pack: PackName, record: Record?, reason: String, found: Int64, healed: Int64? = nil) {
        self.pack = pack
        self.record = record
        self.reason = reason
        self.found = found
        self.healed = healed
    }

    /// Of its header, in bytes from the start of the pack; 0 for the pack itself.
    public var offset: Int { record?.location.offset ?? 0 }
}
