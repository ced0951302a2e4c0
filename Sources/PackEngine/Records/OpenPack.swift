/// A pack that takes records, as it was at a moment.
public struct OpenPack: Sendable {
    /// Class and number of the pack.
    public let name: PackName
    /// The bytes that it would have if it were sealed.
    let size: Int
    /// Of these, what is no records.
    let overhead: Int
    let records: Int
}
