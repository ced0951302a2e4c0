import FoundationEssentials
import LockerAPI
import LockerBase

/// A file of a library that is indexed: a song, or a picture that may be the cover of some.
struct ListedFile: Sendable {
    let path: EntryPath
    let blob: Digest
    let track: Digest?
    let size: Int
    /// Nanoseconds since 1970 UTC.
    let modified: Int64
    let isSong: Bool

    /// Nil for what is not indexed.
    init?(_ entry: Locker_V1_Entry) {
        guard entry.kind == .file, entry.size > 0, let size = Int(exactly: entry.size), let blob = Digest(entry.blob),
            let path = try? EntryPath(Array(entry.path))
        else { return nil }
        let track = Digest(entry.track)
        let kind = FileKind(path, hasTrack: track != nil)
        guard kind != .other else { return nil }
        (self.path, self.blob, self.track, self.size) = (path, blob, track, size)
        modified = entry.modified
        isSong = kind == .song
    }
}
