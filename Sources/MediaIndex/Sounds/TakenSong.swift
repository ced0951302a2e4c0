import LockerBase

/// The catalog's song that somebody has taken in the place of one of their own.
package struct TakenSong: Hashable, Sendable {
    package var track: Digest
    package var blob: Digest
    /// Bytes.
    package var size: Int
    /// The container format, as MediaLayout names it.
    package var format: String
    /// That of the file, without its folders; any bytes.
    package var name: [UInt8]

    package init(track: Digest, blob: Digest, size: Int, format: String, name: [UInt8]) {
        self.track = track
        self.blob = blob
        self.size = size
        self.format = format
        self.name = name
    }
}
