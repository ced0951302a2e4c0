/// Songs of one account that belong together.
package struct Album: Hashable, Sendable {
    package var id: String
    package var name: String
    /// In one text.
    package var artist: String
    package var artistID: String
    package var songCount: Int
    /// Milliseconds, of all songs.
    package var duration: Int
    /// Nanoseconds since 1970 UTC: when the index first saw one of its songs.
    package var created: Int64
    package var year: Int?
    package var genres: [String]
    package var isCompilation: Bool
    package var musicBrainzRelease: String?
    package var coverID: String?
    /// Its own stars and rating; how often, and when last, one of its songs was played.
    package var marks: Marks
    /// Each artist that it is by; the first one has ``artistID``. Empty: only that one is known by id.
    package var artists: [ArtistName]

    package init(
        id: String, name: String, artist: String, artistID: String, songCount: Int, duration: Int, created: Int64,
        year: Int?, genres: [String], isCompilation: Bool, musicBrainzRelease: String?, coverID: String?, marks: Marks,
        artists: [ArtistName] = []
    ) {
        self.id = id
        self.name = name
        self.artist = artist
        self.artistID = artistID
        self.songCount = songCount
        self.duration = duration
        self.created = created
        self.year = year
        self.genres = genres
        self.isCompilation = isCompilation
        self.musicBrainzRelease = musicBrainzRelease
        self.coverID = coverID
        self.marks = marks
        self.artists = artists
    }
}
