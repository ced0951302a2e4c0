/// Which revisions of a library that is told again are retained.
struct RetainedRevisions {
    /// The oldest.
    let first: Int64
    /// Those behind it that are not.
    let gone: RevisionSet

    /// Whether `revision` is one of them.
    func contains(_ revision: Int64) -> Bool { revision >= first && !gone.contains(revision) }

    /// Whether none of them had what was there from the revision that `since` says on, and until before `end`.
    func areWithout(endingBefore end: Int64, since: () throws -> Int64?) rethrows -> Bool {
        if end <= first { return true }
        guard let range = gone.range(around: end - 1) else { return false }
        return try since().map { $0 >= range.lowerBound } ?? false
    }
}
