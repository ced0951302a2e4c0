import LockerBase
import MediaFacts

/// A file with audio in a library of an account.
package struct Song: Hashable, Sendable {
    package var id: String
    package var library: String
    package var path: EntryPath
    package var blob: Digest
    package var track: Digest?
    /// Bytes.
    package var size: Int
    /// Nanoseconds since 1970 UTC: the file's own time.
    package var modified: Int64
    /// And when the index first saw this track in the account.
    package var added: Int64
    /// The ending of its name, in lower case, without the dot.
    package var suffix: String
    package var facts: SongFacts
    /// What to show: the tag's title, else the file's name without its ending.
    package var title: String
    /// The tag's album, else the folder's name.
    package var album: String
    /// The artists, in one text.
    package var artist: String
    package var albumID: String
    package var artistID: String
    package var folderID: String
    package var coverID: String?
    package var marks: Marks
    /// Each artist of the song; the first one has ``artistID``. Empty: only that one is known by id.
    package var artists: [ArtistName]
    /// Each artist of its album; empty where they are not known by id.
    package var albumArtists: [ArtistName]

    package init(
        id: String, library: String, path: EntryPath, blob: Digest, track: Digest?, size: Int, modified: Int64,
        added: Int64, suffix: String, facts: SongFacts, title: String, album: String, artist: String, albumID: String,
        artistID: String, folderID: String, coverID: String?, marks: Marks, artists: [ArtistName] = [],
        albumArtists: [ArtistName] = []
    ) {
        self.id = id
        self.library = library
        self.path = path
        self.blob = blob
        self.track = track
        self.size = size
        self.modified = modified
        self.added = added
        self.suffix = suffix
        self.facts = facts
        self.title = title
        self.album = album
        self.artist = artist
        self.albumID = albumID
        self.artistID = artistID
        self.folderID = folderID
        self.coverID = coverID
        self.marks = marks
        self.artists = artists
        self.albumArtists = albumArtists
    }
}
