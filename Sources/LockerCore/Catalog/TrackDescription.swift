import LockerBase

/// What the tags of a song say, for listing only.
public struct TrackDescription: Sendable {
    /// Where the song was ingested in its session.
    public let path: EntryPath
    public let title: String?
    public let artist: String?
    public let album: String?
    /// Milliseconds.
    public let duration: Int64?
    /// Bits per second.
    public let bitrate: Int64?

    public init(
        path: EntryPath, title: String?, artist: String?, album: String?, duration: Int64?, bitrate: Int64?
    ) {
        self.path = path
        self.title = title
        self.artist = artist
        self.album = album
        self.duration = duration
        self.bitrate = bitrate
    }
}

/// What became of a song.
public enum AddedTrack: Sendable {
    case added(Digest)
    /// The catalog had the track, and it stays as it is.
    case known(Digest)
    /// No audio was found in the file.
    case noAudio
}
