import LockerBase

/// Something in a pack that is not what it was when it was acknowledged.
public struct Finding: Hashable, Sendable {
    /// The pack that it is in.
    public let pack: PackName
    /// The record that is damaged; nil when it is the pack itself.
    public let record: LocatedRecord?
    /// What is wrong with it, in words.
    public let reason: String
    /// When it was found, in seconds since 1970 UTC.
    public let found: Int64
    /// When the store had the same bytes again, at another place, in seconds since 1970 UTC. Nil: it has not.
    public internal(set) var healed: Int64?

    init(pack: PackName, record: LocatedRecord?, reason: String, found: Int64, healed: Int64? = nil) {
        self.pack = pack
        self.record = record
        self.reason = reason
        self.found = found
        self.healed = healed
    }

    /// Of its header, in bytes from the start of the pack; 0 for the pack itself.
    public var offset: Int { record?.location.offset ?? 0 }
}
