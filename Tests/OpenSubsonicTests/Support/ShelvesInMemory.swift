import LockerBase
import MediaIndex
import Synchronization

/// The shelves of ``Sample``, which remember what they are told.
final class ShelvesInMemory: Shelves {
    struct State: Sendable {
        var failure: LockerError?
        var searched: [String] = []
        var pages: [ListPart] = []
        var starred: [MarkedItem] = []
        var starTimes: [Int64?] = []
        var rated: [Int?] = []
        var plays: [String: Int64] = [:]
        var playlists: [String: [String]] = ["pl-one": ["so-adagio", "so-largo"]]
        var names: [String: String] = ["pl-one": "Mine"]
        var queue: PlayQueue?
        var bookmarks: [Bookmark] = []
        var orders: [AlbumOrder] = []
        var choices: [SongChoice] = []
    }

    let told = Mutex(State())

    init(failure: LockerError? = nil) {
        told.withLock { $0.failure = failure }
    }

    /// What they were told until now.
    var seen: State { told.withLock { $0 } }

    func folders() -> [MusicFolder] {
        [MusicFolder(number: 1, library: "music"), MusicFolder(number: 7, library: "more")]
    }

    func artists(folder: Int?) -> [Artist] { folder == 7 ? [] : [Sample.artist, Sample.other] }

    func artist(_ id: String) -> Artist? { artists(folder: nil).first { $0.id == id } }

    func albums(of artist: String) -> [Album] { artist == Sample.artist.id ? [Sample.album] : [] }

    func album(_ id: String) -> Album? { id == Sample.album.id ? Sample.album : nil }

    func songs(ofAlbum id: String) -> [Song] { id == Sample.album.id ? Sample.songs : [] }

    func song(_ id: String) throws(LockerError) -> Song? {
        if let failure = seen.failure { throw failure }
        return Sample.songs.first { $0.id == id }
    }

    func albums(_ order: AlbumOrder, _ page: ListPart, folder: Int?) -> [Album] {
        told.withLock { told in
            told.orders.append(order)
            told.pages.append(page)
        }
        return folder == 7 || page.offset > 0 ? [] : [Sample.album]
    }

    func search(_ query: String, artists: ListPart, albums: ListPart, songs: ListPart, folder: Int?) -> SearchResult {
        told.withLock { told in
            told.searched.append(query)
            told.pages += [artists, albums, songs]
        }
        var found = Array(Sample.songs.dropFirst(songs.offset).prefix(songs.count))
        // As songs of lists are.
        for place in found.indices { found[place].facts.lyrics = [] }
        return SearchResult(
            artists: Array([Sample.artist].prefix(artists.count)), albums: Array([Sample.album].prefix(albums.count)),
            songs: found)
    }

    func genres() -> [Genre] { [Genre(name: "R&B", songCount: 2, albumCount: 1)] }

    func songs(_ choice: SongChoice, _ page: ListPart) -> [Song] {
        told.withLock { told in
            told.choices.append(choice)
            told.pages.append(page)
        }
        return Sample.songs
    }

    func randomSongs(_ choice: SongChoice, count: Int) -> [Song] {
        told.withLock { $0.choices.append(choice) }
        return Array(Sample.songs.prefix(count))
    }

    func starred(folder: Int?) -> SearchResult {
        SearchResult(artists: [Sample.artist], albums: [Sample.album], songs: Sample.songs)
    }

    func topSongs(ofArtist name: String, count: Int) -> [Song] { name == Sample.artist.name ? Sample.songs : [] }

    func similarSongs(to id: String, count: Int) -> [Song] { Array(Sample.songs.prefix(count)) }

    func roots(folder: Int?) -> [Directory] { folder == 7 ? [] : [Sample.directory] }

    func directory(_ id: String) -> Directory? { id == Sample.directory.id ? Sample.directory : nil }

    func cover(_ id: String) -> CoverSource? { id == "co-front" ? .file(blob: Digest.zero, size: 99) : nil }

    func state() throws(LockerError) -> (changed: Int64, songs: Int) {
        if let failure = seen.failure { throw failure }
        return (Sample.time, 2)
    }
}
