import Foundation
import GRDB
import LockerBase

/// Tells which folders of a library's newest revision hold anything, with a statement that is prepared once.
struct FolderProbe {
    private let library: Int64
    private let statement: Statement

    init(in library: Int64, _ database: Database) throws {
        self.library = library
        statement = try database.cachedStatement(sql: FolderProbe.sql)
    }

    /// Whether there is an entry at the path of the bytes `folder`, or below it.
    func holdsAnything(_ folder: ArraySlice<UInt8>) throws -> Bool {
        let slash = UInt8(ascii: "/")
        let arguments: StatementArguments = [
            "library": library, "folder": Data(folder), "lower": Data(folder + [slash]),
            "upper": Data(folder + [slash + 1]),
        ]
        return try Bool.fetchOne(statement, arguments: arguments) ?? false
    }

    /// Two look-ups: what lies between a folder and what is below it, as `a-b` between `a` and `a/b`, is neither.
    private static let sql = """
        SELECT EXISTS (
            SELECT 1 FROM entry INDEXED BY entry_newest WHERE library = :library AND path = :folder AND until IS NULL
        ) OR EXISTS (
            SELECT 1 FROM entry INDEXED BY entry_newest
            WHERE library = :library AND path > :lower AND path < :upper AND until IS NULL
        )
        """
}
