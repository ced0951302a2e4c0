import LockerBase

/// What the tags of a song say, for listing only.
public struct TrackDescription: Sendable {
    /// Where the song was ingested in its session.
    public let path: EntryPath
    /// Nil where the tags say none, as with artist and album.
    public let title: String?
    /// Of the song, not of the album.
    public let artist: String?
    /// The name of the record that the song is on.
    public let album: String?
    /// Milliseconds.
    public let duration: Int64?
    /// Bits per second.
    public let bitrate: Int64?
    /// What it sounds like, as ``CatalogFingerprint/bytes``; nil where nobody listened.
    public let fingerprint: [UInt8]?

    /// Takes what the operator's program read from the song's tags; nothing of it is checked against the file.
    public init(
        path: EntryPath, title: String?, artist: String?, album: String?, duration: Int64?, bitrate: Int64?,
        fingerprint: [UInt8]? = nil
    ) {
        self.path = path
        self.title = title
        self.artist = artist
        self.album = album
        self.duration = duration
        self.bitrate = bitrate
        self.fingerprint = fingerprint
    }
}

/// What became of a song.
public enum AddedTrack: Sendable {
    case added(Digest)
    /// The catalog had the track, and it stays as it is, but for a fingerprint that comes with it.
    case known(Digest)
    /// No audio was found in the file.
    case noAudio
}
