/// What a record holds. The raw value is the one on disk.
public enum RecordKind: UInt8, Sendable, CaseIterable {
    /// A content-defined piece of a file.
    case chunk = 1
    /// The ordered chunks and segments that rebuild one file.
    case recipe = 2
    /// One revision of a library.
    case commit = 3

    /// The class of pack that holds records of this kind.
    public var packClass: PackClass {
        self == .chunk ? .data : .metadata
    }

    /// The most raw bytes a record of this kind may have: 4 MiB for a chunk, 64 MiB for a recipe or a commit.
    public var maximumRawLength: Int {
        self == .chunk ? 4 << 20 : 64 << 20
    }
}
