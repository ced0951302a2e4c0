import LockerBase

/// A song of the catalog.
public struct CatalogTrack: Hashable, Sendable {
    /// The track digest: its name in the catalog.
    public let digest: Digest
    /// The file that the catalog has of it.
    public let blob: Digest
    /// Where that was when it was added; several songs may have come from one path.
    public let path: EntryPath
    /// Bytes of the file.
    public let size: Int64
    /// The file's modification time, nanoseconds since 1970 UTC.
    public let modified: Int64
    /// Bytes of the audio alone.
    public let payloadSize: Int64
    /// The container format, as MediaLayout names it.
    public let format: String
    /// Nil where the song's tags say none, as with artist and album.
    public let title: String?
    /// Of the song, not of the album.
    public let artist: String?
    /// The name of the record that the song is on.
    public let album: String?
    /// Milliseconds.
    public let duration: Int64?
    /// Bits per second.
    public let bitrate: Int64?
    /// When it was added, nanoseconds since 1970 UTC.
    public let added: Int64

    /// Takes the fields as they are.
    public init(
        digest: Digest, blob: Digest, path: EntryPath, size: Int64, modified: Int64, payloadSize: Int64,
        format: String, title: String?, artist: String?, album: String?, duration: Int64?, bitrate: Int64?,
        added: Int64
    ) {
        self.digest = digest
        self.blob = blob
        self.path = path
        self.size = size
        self.modified = modified
        self.payloadSize = payloadSize
        self.format = format
        self.title = title
        self.artist = artist
        self.album = album
        self.duration = duration
        self.bitrate = bitrate
        self.added = added
    }
}
