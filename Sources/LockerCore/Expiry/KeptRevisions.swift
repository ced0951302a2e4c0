import Metadata

/// What a rule keeps of a library.
package struct KeptRevisions: Equatable {
    /// The oldest that is kept.
    package let first: Int64
    /// Those behind it that are not kept, and are there.
    package let gone: RevisionSet
    /// How many are there and not kept.
    package let expired: Int64
    /// How many are kept.
    package let kept: Int64
    /// How many of these only the account's own wish keeps.
    package let keptByOwn: Int64

    /// All that `library` has from `first` on.
    init(of library: Library, from first: Int64, keptByOwn: Int64) {
        self.first = first
        self.keptByOwn = keptByOwn
        gone = RevisionSet()
        expired = first - library.first
        kept = library.newest - first + 1
    }

    /// Those of `revisions`, which a library has, newest first, whose places are in `kept`.
    package init(_ kept: Set<Int>, of revisions: [RevisionTime], keptByOwn: Int64 = 0) {
        var gone = RevisionSet()
        var first: Int64?
        // From the oldest on.
        for place in revisions.indices.reversed() {
            let number = revisions[place].number
            if kept.contains(place) {
                first = first ?? number
            } else if first != nil {
                gone.insert(number...number)
            }
        }
        self.first = first ?? 1
        self.gone = gone
        self.kept = Int64(kept.count)
        self.keptByOwn = keptByOwn
        expired = Int64(revisions.count - kept.count)
    }
}
