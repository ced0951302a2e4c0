import AudioTags
import FoundationEssentials
import LockerAPI
import POSIXSupport

extension Locker_V1_TrackDescription {
    /// Describes a song by the tags of its file, below the root of `cursor`, and gives that; by its path alone, when what
    /// is there now is not the file that was sent.
    static func reading(
        _ song: TreeItem, below cursor: FolderCursor
    ) -> (description: Locker_V1_TrackDescription, file: Descriptor?) {
        var description = Locker_V1_TrackDescription()
        description.path = Data(song.path.bytes)
        guard let file = try? SourceFile(song.path, below: cursor), file.stamp == song.stamp else {
            return (description, nil)
        }
        let tags = SongTags(of: file.descriptor)
        description.title = tags.title ?? ""
        description.artist = tags.artist ?? ""
        description.album = tags.album ?? ""
        description.durationMs = UInt64(tags.duration ?? 0)
        description.bitrate = UInt64(tags.bitrate ?? 0)
        return (description, file.descriptor)
    }
}
