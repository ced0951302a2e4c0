import LockerAPI

/// A content that a path had, and in which revisions.
package struct PathVersion: Sendable {
    /// As the newest of these revisions has it.
    package private(set) var entry: Locker_V1_Entry
    /// The revisions, oldest first.
    package private(set) var spans: [RevisionSpan]
    /// When the first of them was made, in nanoseconds since 1970.
    package let created: Int64

    /// Of the first revision that has it.
    init(_ entry: Locker_V1_Entry, in revision: Locker_V1_Revision) {
        self.entry = entry
        spans = [RevisionSpan(first: revision.number, last: revision.number)]
        created = revision.created
    }

    /// The newest revision that has it.
    package var last: UInt64 { spans.last?.last ?? 0 }

    /// Takes one more revision that has it.
    ///
    /// - Parameter before: the revision before that one, of those that are kept.
    mutating func add(_ entry: Locker_V1_Entry, in revision: Locker_V1_Revision, after before: UInt64) {
        self.entry = entry
        if let span = spans.last, span.last == before {
            spans[spans.count - 1] = RevisionSpan(first: span.first, last: revision.number)
        } else {
            spans.append(RevisionSpan(first: revision.number, last: revision.number))
        }
    }
}
