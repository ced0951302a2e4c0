/// When a revision was made.
package struct RevisionTime {
    package let number: Int64
    /// Nanoseconds since 1970 UTC.
    package let created: Int64

    package init(number: Int64, created: Int64) {
        (self.number, self.created) = (number, created)
    }
}
