/// Bytes and their digest. The bytes belong to whoever made this, and are valid as long as that one says.
public struct NamedBytes {
    /// The SHA-256 of the bytes.
    public let digest: Digest
    public let bytes: UnsafeRawBufferPointer

    public init(digest: Digest, bytes: UnsafeRawBufferPointer) {
        self.digest = digest
        self.bytes = bytes
    }
}
