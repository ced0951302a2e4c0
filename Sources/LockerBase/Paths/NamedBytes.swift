/// Bytes and their digest. The bytes belong to whoever made this, and are valid as long as that one says.
public struct NamedBytes {
    /// The SHA-256 of the bytes.
    public let digest: Digest
    /// The bytes, valid as long as whoever hands them on says.
    public let bytes: UnsafeRawBufferPointer

    /// Bytes with the digest that the caller says is theirs.
    public init(digest: Digest, bytes: UnsafeRawBufferPointer) {
        self.digest = digest
        self.bytes = bytes
    }
}
