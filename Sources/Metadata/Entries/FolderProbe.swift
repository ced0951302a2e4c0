import GRDB
import LockerBase

/// Tells which folders of a library's newest revision hold anything, with a statement that is prepared once.
struct FolderProbe {
    private let library: Int64
    private let statement: DirectStatement

    init(in library: Int64, _ database: Database) throws {
        self.library = library
        statement = try DirectStatement(FolderProbe.sql, database)
    }

    /// Whether there is an entry at the path of the bytes `folder`, or below it.
    func holdsAnything(_ folder: ArraySlice<UInt8>) throws -> Bool {
        let slash = UInt8(ascii: "/")
        statement.bind(library, at: 1)
        statement.bind(Array(folder), at: 2)
        statement.bind(Array(folder + [slash]), at: 3)
        statement.bind(Array(folder + [slash + 1]), at: 4)
        defer { statement.reset() }
        return try statement.step() && statement.integer(0) != 0
    }

    /// Two look-ups: what lies between a folder and what is below it, as `a-b` between `a` and `a/b`, is neither.
    private static let sql = """
        SELECT EXISTS (
            SELECT 1 FROM entry INDEXED BY entry_newest WHERE library = ?1 AND path = ?2 AND until IS NULL
        ) OR EXISTS (
            SELECT 1 FROM entry INDEXED BY entry_newest
            WHERE library = ?1 AND path > ?3 AND path < ?4 AND until IS NULL
        )
        """
}
