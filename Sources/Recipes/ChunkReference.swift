import ContentChunking
import LockerBase

/// A chunk as a recipe names it.
public struct ChunkReference: Hashable, Sendable {
    /// The bytes that a chunk may have.
    public static let lengths = 1...FastCDC.maximum

    /// The SHA-256 of its raw bytes.
    public let digest: Digest
    /// Its raw bytes, in ``lengths``.
    public let length: Int

    /// A chunk of that name, `length` bytes long.
    public init(digest: Digest, length: Int) {
        self.digest = digest
        self.length = length
    }
}
