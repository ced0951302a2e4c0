import LockerBase
import MediaFacts

/// A song whose bytes are asked for.
package struct SongContent: Hashable, Sendable {
    package let account: String
    package let library: String
    package let path: EntryPath
    package let blob: Digest
    /// The track digest, or the blob where there is none: what the person says of the song is kept by it.
    package let key: Digest
    /// Bytes.
    package let size: Int
    /// Nanoseconds since 1970 UTC: the file's own time.
    package let modified: Int64
    /// By the ending of its name.
    package let mediaType: String
    /// The ending of its name, in lower case.
    package let suffix: String
    package let facts: SongFacts
    /// That of the file, without its folders; any bytes.
    package let name: [UInt8]
    /// Whether it is to be kept as a file, and not played.
    package let isDownload: Bool
    /// How the client would have it in another encoding; nil: as it is. Whether it gets that is the gateway's to say.
    package let wish: TranscodingWish?
}
