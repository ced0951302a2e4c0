import LockerBase
import Metadata

/// How much one revision may change: what a session stages for it, or one call removes and renames.
enum StagingLimits {
    /// The most entries and removals at once.
    static let count = 1_000_000
    /// The most bytes of their paths, targets and attributes. With the count it bounds what a session costs in memory.
    static let bytes = 128 << 20

    /// The bytes of their paths, targets and attributes.
    static func bytes(of entries: [Entry], removals paths: [EntryPath]) -> Int {
        entries.reduce(0) { $0 + $1.nameBytes } + paths.reduce(0) { $0 + $1.bytes.count }
    }
}
