/// A picture in a tag.
package struct PictureFacts: Codable, Hashable, Sendable {
    /// The first 16 bytes of the SHA-256 of its bytes, in hexadecimal.
    package var digest: String
    /// `image/jpeg`, `image/png`, … by its first bytes and not by what the tag says.
    package var mediaType: String
    package var byteCount: Int
    /// Of ID3v2 (id3.org, "id3v2.4.0-frames", 4.14): 3 is the front cover.
    package var kind: Int

    package init(digest: String, mediaType: String, byteCount: Int, kind: Int) {
        self.digest = digest
        self.mediaType = mediaType
        self.byteCount = byteCount
        self.kind = kind
    }
}
