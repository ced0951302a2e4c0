import LockerBase
import Metadata

/// A library that is there by what the packs tell.
struct PresentLibrary {
    /// Unique in the store.
    struct Name: Hashable {
        let account: Int64
        let text: String
    }

    let id: Int64
    let account: Int64
    /// What its records call it, the latest first.
    let names: [(order: RecordOrder, name: String)]
    let source: (order: RecordOrder, source: Source)?
    /// What is asked to be kept of it.
    let retention: OwnRetention
    /// The oldest revision that is retained.
    let first: Int64
    /// Those behind it that are not.
    let gone: RevisionSet
    let commits: [RecordedCommit]
}
