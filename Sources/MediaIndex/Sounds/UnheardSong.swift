import LockerBase

/// A song that is to be listened to, as one of those has it who have it.
package struct UnheardSong: Hashable, Sendable {
    /// The track digest, or the blob where there is none.
    package let key: Digest
    package let account: String
    package let blob: Digest
    /// Bytes.
    package let size: Int
    /// Milliseconds.
    package let duration: Int
    /// The place in the list of all songs.
    package let place: Int64
}
