import MediaIndex

/// All that an account is shown, without the order in which songs came.
struct IndexState: Equatable {
    let folders: [MusicFolder]
    let artists: [Artist]
    let everyArtist: [Artist]
    let albums: [Album]
    let albumsOfArtists: [[Album]]
    let songs: [Song]
    let genres: [Genre]
    let directories: [Directory]
    let found: [[String]]

    init(_ shelves: any Shelves) throws {
        let all = try shelves.find("")
        folders = try shelves.folders()
        artists = try shelves.artists(folder: nil)
        everyArtist = all.artists.sorted { $0.id < $1.id }
        albums = all.albums.sorted { $0.id < $1.id }
        albumsOfArtists = try everyArtist.map { artist in try shelves.albums(of: artist.id) }
        songs = all.songs.sorted { $0.id < $1.id }
        genres = try shelves.genres()
        directories = try IndexState.directories(shelves)
        found = try ["a", "b", "one", "two", "art", "1 a", "folder"].map { query in
            let found = try shelves.find(query)
            return (found.artists.map(\.id) + found.albums.map(\.id) + found.songs.map(\.id)).sorted()
        }
    }

    /// Every folder, the roots first.
    private static func directories(_ shelves: any Shelves) throws -> [Directory] {
        var all = try shelves.roots(folder: nil)
        var next = 0
        while next < all.count {
            for folder in all[next].folders {
                if let found = try shelves.directory(folder.id) { all.append(found) }
            }
            next += 1
        }
        return all
    }
}
