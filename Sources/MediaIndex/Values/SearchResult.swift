/// What a search found.
package struct SearchResult: Hashable, Sendable {
    package var artists: [Artist]
    package var albums: [Album]
    package var songs: [Song]

    package init(artists: [Artist] = [], albums: [Album] = [], songs: [Song] = []) {
        self.artists = artists
        self.albums = albums
        self.songs = songs
    }
}
