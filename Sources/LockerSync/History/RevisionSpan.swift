/// Revisions of which each follows the one before, among those that are kept.
package struct RevisionSpan: Sendable, Equatable {
    package let first: UInt64
    package let last: UInt64

    package init(first: UInt64, last: UInt64) {
        (self.first, self.last) = (first, last)
    }
}
