/// A pack whose records are known.
struct CheckedPack {
    let file: any StoredPack
    /// Nil when neither header nor trailer tells it.
    let salt: UInt64?
    let entries: [NumberedEntry]
    let isSealed: Bool
}
