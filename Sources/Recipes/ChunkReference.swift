import LockerBase

/// A chunk as a recipe names it.
public struct ChunkReference: Hashable, Sendable {
    /// The SHA-256 of its raw bytes.
    public let digest: Digest
    /// Its raw bytes, 1 to ``FastCDC/maximum``.
    public let length: Int

    public init(digest: Digest, length: Int) {
        self.digest = digest
        self.length = length
    }
}
