import LockerBase
import MediaFacts

/// What a library has become since the revision that the index has of it.
package struct LibraryUpdate: Sendable {
    package var account: String
    package var library: String
    /// The one that the index has with this; of an update in parts, only the last one has it.
    package var revision: UInt64?
    /// Paths at which nothing that is listed is any more. Those below a path are meant one by one.
    package var removed: [EntryPath]
    /// In the place of whatever was at their paths.
    package var files: [File]

    /// A song, or a picture beside songs.
    package struct File: Sendable {
        package var path: EntryPath
        package var blob: Digest
        package var track: Digest?
        /// Bytes.
        package var size: Int
        /// Nanoseconds since 1970 UTC.
        package var modified: Int64
        package var content: Content

        package init(
            path: EntryPath, blob: Digest, track: Digest?, size: Int, modified: Int64, content: Content
        ) {
            self.path = path
            self.blob = blob
            self.track = track
            self.size = size
            self.modified = modified
            self.content = content
        }
    }

    package enum Content: Sendable {
        case song(SongFacts)
        case picture
    }

    package init(
        account: String, library: String, revision: UInt64?, removed: [EntryPath] = [], files: [File] = []
    ) {
        self.account = account
        self.library = library
        self.revision = revision
        self.removed = removed
        self.files = files
    }
}
