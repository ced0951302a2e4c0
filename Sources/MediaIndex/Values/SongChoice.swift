/// What random songs, or songs of a genre, are chosen from.
package struct SongChoice: Hashable, Sendable {
    package var genre: String?
    package var fromYear: Int?
    package var toYear: Int?
    package var folder: Int?

    package init(genre: String? = nil, fromYear: Int? = nil, toYear: Int? = nil, folder: Int? = nil) {
        self.genre = genre
        self.fromYear = fromYear
        self.toYear = toYear
        self.folder = folder
    }
}
