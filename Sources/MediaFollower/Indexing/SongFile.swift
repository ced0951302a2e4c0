import FoundationEssentials
import LockerAPI
import LockerBase

/// A file of a library that is a song to the index.
package struct SongFile: Sendable {
    package let path: EntryPath
    package let blob: Digest
    package let track: Digest?
    /// Bytes.
    package let size: Int

    /// The track digest, or the blob where there is none: what people say of a song is kept by it.
    package var key: Digest { track ?? blob }

    /// Nil for what is no song.
    package init?(_ entry: Locker_V1_Entry) {
        guard let file = ListedFile(entry), file.isSong else { return nil }
        (path, blob, track, size) = (file.path, file.blob, file.track, file.size)
    }
}
