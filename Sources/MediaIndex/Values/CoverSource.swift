import LockerBase

/// Where the bytes of a cover are.
package enum CoverSource: Hashable, Sendable {
    /// A picture file of the account.
    case file(blob: Digest, size: Int)
    /// A picture in the tags of a song of the account, by the digest of ``PictureFacts``.
    case embedded(blob: Digest, size: Int, picture: String, mediaType: String)
}
