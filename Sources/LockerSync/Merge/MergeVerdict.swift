/// What is to become of a path.
package enum MergeVerdict: Sendable, Equatable {
    /// All is as it was agreed on.
    case unchanged
    /// Folder and library have the same, or both nothing: that is agreed on now.
    case agreed
    case step(MergeStep, MergeNote = .quiet)
    /// The file has to be read to tell.
    case unread
}
