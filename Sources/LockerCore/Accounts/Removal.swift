import Metadata

/// What goes with an account or a library.
public struct Removal: Sendable, Equatable {
    /// Those with a revision.
    public private(set) var libraries: Int64 = 0
    /// Retained ones.
    public private(set) var revisions: Int64 = 0
    /// Of the newest revisions.
    public private(set) var files: Int64 = 0
    /// Of the files in the newest revisions; 2^63 - 1 stands for that and anything larger.
    public private(set) var logicalBytes: Int64 = 0

    /// Counts `library`, which has a revision.
    mutating func add(_ library: Library) {
        libraries += 1
        revisions += library.revisions
        files += library.files
        // A figure for people: what is beyond a number is the largest there is.
        let (sum, isBeyond) = logicalBytes.addingReportingOverflow(library.logicalBytes)
        logicalBytes = isBeyond ? .max : sum
    }
}
