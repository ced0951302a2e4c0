import LockerAPI

/// What is said of a commit beside what it changes.
package struct RevisionDescription: Sendable {
    /// Where it comes from; nil for not telling.
    package var origin: Locker_V1_Origin?
    /// What is written of it; empty for nothing.
    package var note: String
    /// The revision that the library must be at, 0 for one that has none; nil for whichever it is.
    package var expectedRevision: UInt64?

    /// Takes the fields as they are; without any, nothing is said.
    package init(origin: Locker_V1_Origin? = nil, note: String = "", expectedRevision: UInt64? = nil) {
        (self.origin, self.note, self.expectedRevision) = (origin, note, expectedRevision)
    }
}
