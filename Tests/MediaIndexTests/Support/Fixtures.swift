import LockerBase
import LockerTestSupport
import MediaFacts
import MediaIndex

/// Calls `body` with an index that has nothing.
func withIndex<Result>(_ body: (MediaIndex) throws -> Result) throws -> Result {
    try withTemporaryDirectory(inMemory: true) { folder in
        let index = try MediaIndex(path: folder + "/media.sqlite")
        defer { index.close() }
        return try body(index)
    }
}

/// The digest of a word.
func digest(_ word: String) -> Digest { SHA256.digest(of: Array(word.utf8)) }

/// A file with audio. Files of one `sound` have one track; by default each path has one of its own.
func song(
    _ path: String, sound: String? = nil, _ edit: (inout SongFacts) -> Void = { _ in }
) throws -> LibraryUpdate.File {
    var facts = SongFacts()
    facts.duration = 1000
    edit(&facts)
    let sound = sound ?? path
    // What is known of a blob comes of its bytes.
    let blob = digest("\(sound) \(facts)")
    return LibraryUpdate.File(
        path: try EntryPath(path), blob: blob, track: digest(sound), size: 100, modified: 5, content: .song(facts))
}

/// A file with a picture.
func picture(_ path: String, _ word: String? = nil) throws -> LibraryUpdate.File {
    LibraryUpdate.File(
        path: try EntryPath(path), blob: digest(word ?? path), track: nil, size: 70, modified: 5, content: .picture)
}

/// A picture in tags, with the digest that a letter is written with.
func embedded(_ letter: Character, kind: Int = 3) -> PictureFacts {
    PictureFacts(digest: String(repeating: letter, count: 32), mediaType: "image/png", byteCount: 9, kind: kind)
}

extension MediaIndex {
    /// Tells what has become of a library.
    func tell(
        _ files: [LibraryUpdate.File], removed: [String] = [], account: String = "ada", library: String = "Music",
        revision: UInt64? = 1, at time: Int64 = 1000
    ) throws {
        let update = LibraryUpdate(
            account: account, library: library, revision: revision, removed: try removed.map { try EntryPath($0) },
            files: files)
        try apply(update, at: time)
    }

    var ada: any Shelves { shelves(of: "ada") }
}

extension Shelves {
    /// Everything that a search finds, or everything at all.
    func find(_ query: String, folder: Int? = nil) throws -> SearchResult {
        let all = ListPart(offset: 0, count: 10_000)
        return try search(query, artists: all, albums: all, songs: all, folder: folder)
    }

    /// The titles of the songs that a search finds.
    func titles(_ query: String, folder: Int? = nil) throws -> [String] {
        try find(query, folder: folder).songs.map(\.title).sorted()
    }

    func list(_ order: AlbumOrder, folder: Int? = nil) throws -> [String] {
        try albums(order, ListPart(offset: 0, count: 10_000), folder: folder).map(\.name)
    }

    func allSongs() throws -> [Song] { try find("").songs }

    /// The one song of this title.
    func only(_ title: String) throws -> Song? {
        let found = try allSongs().filter { $0.title == title }
        return found.count == 1 ? found.first : nil
    }
}
