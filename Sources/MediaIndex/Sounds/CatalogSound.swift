import LockerBase
import SoundMatching

/// A song of the catalog: what it sounds like, and what people are shown of it.
package struct CatalogSound: Hashable, Sendable {
    package var track: Digest
    /// Milliseconds.
    package var duration: Int
    package var fingerprint: Fingerprint
    /// The catalog's file, and its bytes.
    package var blob: Digest
    package var size: Int
    /// The container format, as MediaLayout names it.
    package var format: String
    /// Bits per second; nil where it is not known.
    package var bitrate: Int?
    package var title: String?
    package var artist: String?
    package var album: String?
    /// Where the catalog has it.
    package var path: EntryPath

    package init(
        track: Digest, duration: Int, fingerprint: Fingerprint, blob: Digest, size: Int, format: String, bitrate: Int?,
        title: String?, artist: String?, album: String?, path: EntryPath
    ) {
        self.track = track
        self.duration = duration
        self.fingerprint = fingerprint
        self.blob = blob
        self.size = size
        self.format = format
        self.bitrate = bitrate
        self.title = title
        self.artist = artist
        self.album = album
        self.path = path
    }
}
