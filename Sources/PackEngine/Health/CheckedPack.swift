/// A pack whose records are known.
struct CheckedPack {
    let file: any PackFile
    /// Nil when neither header nor trailer tells it.
    let salt: UInt64?
    let entries: [NumberedEntry]
    let isSealed: Bool
}
