/// A pack whose records are known.
struct CheckedPack {
    let file: any StoredPack
    /// Nil when neither header nor trailer tells it.
    let stamp: RecordStamp?
    let entries: [NumberedEntry]
    let isSealed: Bool
}
