/// Who albums of an account are by.
package struct Artist: Hashable, Sendable {
    package var id: String
    package var name: String
    /// What it is sorted by: folded, without an article at its beginning.
    package var sortName: String
    package var albumCount: Int
    package var coverID: String?
    package var musicBrainzArtist: String?
    package var marks: Marks

    package init(
        id: String, name: String, sortName: String, albumCount: Int, coverID: String?, musicBrainzArtist: String?,
        marks: Marks
    ) {
        self.id = id
        self.name = name
        self.sortName = sortName
        self.albumCount = albumCount
        self.coverID = coverID
        self.musicBrainzArtist = musicBrainzArtist
        self.marks = marks
    }
}
