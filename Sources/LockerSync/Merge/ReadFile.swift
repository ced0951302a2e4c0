/// A file of the folder that was read.
struct ReadFile {
    /// As it was then.
    let item: TreeItem
    let content: EntryContent
    /// Whether a later change of it is sure to show in its stamp.
    let isSettled: Bool
}
