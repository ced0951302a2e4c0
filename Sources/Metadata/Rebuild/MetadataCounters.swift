/// What metadata that are written anew count on from.
public struct MetadataCounters: Sendable {
    /// The highest numbers that an account and a library ever had.
    public var account: Int64 = 0
    public var library: Int64 = 0
    /// The highest number that a record ever had.
    public var record: Int64 = 0

    public init() {}
}
