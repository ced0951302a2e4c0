import LockerBase
import MediaFacts

/// What the songs of one album say together, taken in one by one in the order of discs, tracks, libraries and paths.
struct AlbumTally {
    private(set) var songs = 0
    /// Milliseconds.
    private(set) var duration = 0
    private(set) var created = Int64.max
    private(set) var year: Int?
    private(set) var cover: String?
    private(set) var release: String?
    private(set) var isCompilation = false
    private(set) var plays = 0
    private(set) var played: Int64?
    private(set) var name = ""
    /// As they are first written.
    private(set) var genres: [String] = []
    private(set) var links: [String: ArtistLink] = [:]
    /// Whom the first song's album is by.
    private var first: [ArtistName] = []
    private var isMixed = false
    private var foldedGenres: Set<String> = []
    private let names: ArtistNames

    private static let mostGenres = 32

    /// An artist on the album.
    struct ArtistLink {
        /// As the album first writes it.
        var name: String
        /// Whether the album is by the artist.
        var isBy: Bool
        var musicBrainz: String?
    }

    init(_ names: ArtistNames) { self.names = names }

    /// Whom the album is by: where its songs, without a tag for it, do not agree, by many.
    var artists: [ArtistName] { isMixed ? names.named([Credits.various]) : first }

    /// How each of ``artists`` is linked, and everybody else who is on it.
    var allLinks: [String: ArtistLink] {
        var all = links
        for artist in artists where all[artist.id] == nil { all[artist.id] = ArtistLink(name: artist.name, isBy: true) }
        return all
    }

    mutating func add(_ song: AlbumSong) {
        let by = names.named(song.credits.albumArtists)
        if songs == 0 {
            name = song.album
            first = by
        } else if by.map(\.id) != first.map(\.id) {
            isMixed = true
        }
        songs += 1
        duration += song.duration
        created = min(created, song.added)
        year = year ?? song.year
        cover = cover ?? song.cover
        release = release ?? song.release
        isCompilation = isCompilation || song.isCompilation
        plays += song.plays
        played = [played, song.played].compactMap { $0 }.max()
        link(by, isBy: true, [])
        link(names.named(song.credits.artists), isBy: false, song.musicBrainzArtists)
        for genre in song.genres { add(genre: genre) }
    }

    private mutating func link(_ artists: [ArtistName], isBy: Bool, _ musicBrainz: [String]) {
        for (place, artist) in artists.enumerated() {
            var link = links[artist.id] ?? ArtistLink(name: artist.name, isBy: false)
            link.isBy = link.isBy || isBy
            // Ids say whom they mean where there is one for each name.
            if link.musicBrainz == nil, musicBrainz.count == artists.count { link.musicBrainz = musicBrainz[place] }
            links[artist.id] = link
        }
    }

    private mutating func add(genre: String) {
        guard genres.count < AlbumTally.mostGenres, !Folding.isBlank(genre) else { return }
        if foldedGenres.insert(Folding.fold(genre)).inserted { genres.append(genre) }
    }
}
