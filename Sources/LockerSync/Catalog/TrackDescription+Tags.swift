import AudioTags
import FoundationEssentials
import LockerAPI

extension Locker_V1_TrackDescription {
    /// Describes a song by the tags of its file, below the root of `cursor`; by its path alone, when what is there now
    /// is not the file that was sent.
    init(_ song: TreeItem, below cursor: FolderCursor) {
        self.init()
        path = Data(song.path.bytes)
        guard let file = try? SourceFile(song.path, below: cursor), file.stamp == song.stamp else { return }
        let tags = SongTags(of: file.descriptor)
        title = tags.title ?? ""
        artist = tags.artist ?? ""
        album = tags.album ?? ""
        durationMs = UInt64(tags.duration ?? 0)
        bitrate = UInt64(tags.bitrate ?? 0)
    }
}
