/// The version of a pack's format: its header states it, and all of its records are of the same. The raw value is the
/// one on disk.
public enum PackVersion: UInt8, Sendable, CaseIterable {
    /// Read, and rewritten by a compaction.
    case one = 1
    /// What is written: it states how a record is named and encrypted.
    case two = 2

    /// The version that new packs have, and the newest that can be read.
    public static let newest = PackVersion.two
}

extension PackVersion: Comparable {
    public static func < (left: PackVersion, right: PackVersion) -> Bool { left.rawValue < right.rawValue }
}
