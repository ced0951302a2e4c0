import LockerBase
import Metadata

/// A file whose bytes came with the call that stages it.
public struct CarriedFile {
    /// Where in its library it is staged.
    public let path: EntryPath
    /// Nanoseconds since 1970 UTC.
    public let modified: Int64
    /// The entry's permission bits; nil where they are not to be kept.
    public let mode: UInt32?
    /// What programs say of it; nil where nothing is said, and what was said before stays.
    public let attributes: EntryAttributes?
    /// All of it. The bytes belong to the caller of ``Ingest/files(_:in:cancellation:)``.
    public let content: UnsafeRawBufferPointer

    /// Takes what a client sent.
    public init(
        path: EntryPath, modified: Int64, mode: UInt32?, attributes: EntryAttributes? = nil,
        content: UnsafeRawBufferPointer
    ) {
        self.path = path
        self.modified = modified
        self.mode = mode
        self.attributes = attributes
        self.content = content
    }
}
