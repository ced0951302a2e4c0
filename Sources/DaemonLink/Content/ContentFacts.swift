import FoundationEssentials
import LockerAPI
import LockerBase

/// What is said of an entry's file beside what it holds.
package struct ContentFacts: Sendable {
    /// The revision that has the entry.
    package let revision: UInt64
    /// When it was modified, in nanoseconds since 1970 UTC.
    package let modified: Int64
    /// Its permission bits; nil when they are not known.
    package let mode: UInt32?
    /// What its audio is called apart from its tags; nil where there is none.
    package let track: Digest?
    /// What programs say of it, in the order of the names.
    package let attributes: [Locker_V1_Attribute]

    init(_ opened: Locker_V1_OpenBlobResponse) {
        revision = opened.revision
        modified = opened.modified
        mode = opened.hasMode ? opened.mode : nil
        track = Digest(opened.track)
        attributes = opened.attributes.pairs
    }

    init(_ entry: Locker_V1_Entry, in revision: UInt64) {
        self.revision = revision
        modified = entry.modified
        mode = entry.hasMode ? entry.mode : nil
        track = Digest(entry.track)
        attributes = entry.attributes.pairs
    }
}
