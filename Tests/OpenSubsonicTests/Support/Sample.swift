import LockerBase
import MediaFacts
import MediaIndex

/// A small collection.
enum Sample {
    /// Nanoseconds since 1970 UTC: 2026-09-21T14:13:20Z, when all of it happens.
    static let time: Int64 = 1_790_000_000_000_000_000

    static let artist = Artist(
        id: "ar-dvorak", name: "Antonín Dvořák", sortName: "antonin dvorak", albumCount: 1, coverID: "co-front",
        musicBrainzArtist: "mb-artist", marks: Marks(starred: time, rating: 4))
    static let other = Artist(
        id: "ar-beatles", name: "The Beatles", sortName: "beatles", albumCount: 0, coverID: nil, musicBrainzArtist: nil,
        marks: Marks())

    static let album = Album(
        id: "al-newworld", name: "From the New World", artist: "Antonín Dvořák", artistID: "ar-dvorak", songCount: 2,
        duration: 1_200_400, created: time, year: 1893, genres: ["Classical", "Symphony"], isCompilation: false,
        musicBrainzRelease: "mb-release", coverID: "co-front",
        marks: Marks(starred: time, rating: 5, playCount: 3, played: time))

    static let songs = [adagio, largo]
    static let adagio = song(
        "so-adagio", "Adagio", track: 1, albumArtists: ["Antonín Dvořák", "Wiener Philharmoniker"])
    static let largo = song("so-largo", "Largo & <co> \"quoted\"", track: 2, facts: richFacts())

    static func song(
        _ id: String, _ title: String, track: Int, facts: SongFacts = SongFacts(), albumArtists: [String] = []
    ) -> Song {
        var facts = facts
        facts.track = track
        return Song(
            id: id, library: "music", path: EntryPath(known: Array("Dvořák/New World/\(track).mp3".utf8)),
            blob: Digest.zero, track: nil, size: 12_345, modified: time, added: time, suffix: "mp3", facts: facts,
            title: title, album: "From the New World", artist: "Antonín Dvořák", albumID: "al-newworld",
            artistID: "ar-dvorak", folderID: "fo-newworld", coverID: "co-front",
            marks: Marks(starred: time, rating: 5, playCount: 2, played: time),
            albumArtists: albumArtists.map { ArtistName(id: "ar-\($0.utf8.count)", name: $0) })
    }

    static func richFacts() -> SongFacts {
        var facts = SongFacts()
        facts.artists = ["Antonín Dvořák", "Wiener Philharmoniker"]
        facts.albumArtists = ["Antonín Dvořák"]
        facts.disc = 1
        facts.year = 1893
        facts.genres = ["Classical", "Symphony"]
        facts.composers = ["Antonín Dvořák"]
        facts.comment = "Live"
        facts.musicBrainzRecording = "mb-recording"
        facts.gain.track = -7.25
        facts.gain.trackPeak = 0.98
        facts.gain.album = .infinity
        facts.gain.albumPeak = -1
        facts.duration = 600_499
        facts.bitrate = 320_000
        facts.sampleRate = 44_100
        facts.channels = 2
        facts.bitDepth = 16
        facts.lyrics = [
            SongLyrics(
                language: "eng", lines: [.init(start: 2000, text: "second"), .init(start: 1000, text: "first")],
                isSynced: true),
            SongLyrics(language: "", lines: [.init(start: nil, text: "plain")], isSynced: false),
        ]
        return facts
    }

    static let directory = Directory(
        id: "fo-root", name: "music", parentID: nil,
        folders: [
            Directory.Subfolder(id: "fo-dvorak", name: "Dvořák", coverID: nil, created: time),
            Directory.Subfolder(id: "fo-beatles", name: "The Beatles", coverID: "co-front", created: time),
            Directory.Subfolder(id: "fo-emigre", name: "Émigré", coverID: nil, created: time),
            Directory.Subfolder(id: "fo-99", name: "99 Luftballons", coverID: nil, created: time),
        ],
        songs: [adagio])

    static let playlist = Playlist(
        id: "pl-one", name: "Mine", comment: "", songCount: 2, duration: 601_000, created: time, changed: time,
        coverID: "co-front")
}
