import LockerBase
import LockerTestSupport
import MediaFacts
import MediaIndex

/// Libraries whose files come and go at random, with few names, so that much falls together.
struct RandomLibraries {
    var random: SplitMix64
    /// By library and path.
    private(set) var files: [String: [String: LibraryUpdate.File]] = ["A": [:], "B": [:]]

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    /// Changes some files of one library, and tells an index of it.
    mutating func change(_ index: MediaIndex) throws {
        let library = Bool.random(using: &random) ? "A" : "B"
        var removed: [String] = []
        for path in (files[library] ?? [:]).keys.sorted() where Int.random(in: 0..<8, using: &random) == 0 {
            removed.append(path)
            files[library]?[path] = nil
        }
        var added: [String: LibraryUpdate.File] = [:]
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            let file = try newFile()
            added[file.path.description] = file
        }
        files[library]?.merge(added) { _, new in new }
        let told = added.keys.sorted().compactMap { added[$0] }
        let isLast = Int.random(in: 0..<3, using: &random) > 0
        try index.tell(told, removed: removed, library: library, revision: isLast ? 1 : nil)
    }

    /// Tells an index all that there is, in another order and in parts.
    mutating func tellAll(_ index: MediaIndex) throws {
        for library in ["B", "A"] {
            let all = (files[library] ?? [:]).values.sorted { $0.path < $1.path }.shuffled(using: &random)
            let middle = all.count / 2
            try index.tell(Array(all[..<middle]), library: library, revision: nil)
            try index.tell(Array(all[middle...]), library: library)
        }
    }

    /// Says something of a song, its album or its artist.
    mutating func mark(_ shelves: any Shelves) throws {
        let songs = try shelves.allSongs().sorted { $0.id < $1.id }
        guard let song = songs.randomElement(using: &random) else { return }
        let time = Int64.random(in: 1...99, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: try shelves.star([.song(song.id), .album(song.albumID)], at: time)
        case 1: try shelves.rate(.artist(song.artistID), 3)
        case 2: try shelves.rate(.album(song.albumID), Int(time) % 5 + 1)
        case 3: try shelves.star([.artist(song.artistID)], at: Bool.random(using: &random) ? time : nil)
        default: try shelves.played([(song.id, time)])
        }
    }

    private mutating func pick(_ words: [String]) -> String { words.randomElement(using: &random) ?? "" }

    /// Up to two of them.
    private mutating func few(_ words: [String]) -> [String] {
        var chosen: [String] = []
        for _ in 0..<Int.random(in: 0...2, using: &random) { chosen.append(pick(words)) }
        return chosen
    }

    private mutating func newFile() throws -> LibraryUpdate.File {
        let folder = pick(["", "folder/", "folder/one/", "folder/two/", "x/", "x/y/z/"])
        let number = Int.random(in: 0..<6, using: &random)
        if Int.random(in: 0..<5, using: &random) == 0 {
            return try picture(folder + pick(["cover.jpg", "front.png", "other.jpg"]), "\(number)")
        }
        let facts = newFacts()
        return try song("\(folder)\(number).mp3", sound: "sound \(pick(["1", "2", "3", "4", "5"]))") { $0 = facts }
    }

    private mutating func newFacts() -> SongFacts {
        var facts = SongFacts()
        facts.title = Bool.random(using: &random) ? pick(["A", "a", "B 1"]) : nil
        facts.album = Int.random(in: 0..<3, using: &random) > 0 ? pick(["One", "one", "Two"]) : nil
        facts.artists = few(["Art A", "art a", "Art B", "Ärt B"])
        if Int.random(in: 0..<3, using: &random) == 0 { facts.albumArtists = [pick(["Art A", "Art C"])] }
        facts.isCompilation = Int.random(in: 0..<6, using: &random) == 0
        facts.genres = few(["Rock", "rock", "Pop"])
        facts.year = Bool.random(using: &random) ? Int.random(in: 1990...1993, using: &random) : nil
        facts.track = Bool.random(using: &random) ? Int.random(in: 1...3, using: &random) : nil
        facts.duration = Int.random(in: 1...9, using: &random)
        if Int.random(in: 0..<4, using: &random) == 0 { facts.pictures = [embedded("a")] }
        return facts
    }
}
