import GRDB
import LockerBase

/// What the index has at a path.
struct StoredSong {
    let id: Int64
    let place: Int64
    let folder: Int64
    let album: Int64
    let fact: Int64
    let known: Int64
    let isFirst: Bool
    private let isTrack: Bool
    private let size: Int
    private let modified: Int64
    private let blob: Digest
    private let key: Digest

    private static let sql = """
        SELECT song.id, song.place, song.folder, song.album, song.fact, song.known, song.is_first, song.is_track,
            song.size, song.modified, fact.blob, known.key
        FROM song CROSS JOIN fact ON fact.id = song.fact CROSS JOIN known ON known.id = song.known
        WHERE song.library = ? AND song.path = ?
        """

    static func find(_ path: EntryPath, in library: Int64, _ database: Database) throws -> StoredSong? {
        try MediaStatement(sql, database).first([library, path.bytes]) { row in try StoredSong(row) }
    }

    private init(_ row: MediaStatement) throws {
        id = row.integer(0)
        place = row.integer(1)
        folder = row.integer(2)
        album = row.integer(3)
        fact = row.integer(4)
        known = row.integer(5)
        isFirst = row.flag(6)
        isTrack = row.flag(7)
        size = row.int(8)
        modified = row.integer(9)
        blob = try row.digest(10)
        key = try row.digest(11)
    }

    /// Whether `file` says nothing new of it.
    func isSame(as file: LibraryUpdate.File) -> Bool {
        blob == file.blob && (isTrack ? key : nil) == file.track && size == file.size && modified == file.modified
    }
}
