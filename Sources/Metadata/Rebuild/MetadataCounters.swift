/// What metadata that are written anew count on from.
public struct MetadataCounters: Sendable {
    /// The highest number that an account ever had.
    public var account: Int64 = 0
    /// The highest number that a library ever had.
    public var library: Int64 = 0
    /// The highest number that a record ever had.
    public var record: Int64 = 0

    /// Of a store in which nothing was ever numbered.
    public init() {}
}
