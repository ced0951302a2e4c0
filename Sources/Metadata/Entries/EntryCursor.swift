import LockerBase

/// The entries that a statement finds, one at a time. Whoever has one ends it.
final class EntryCursor {
    private let statement: DirectStatement
    private var isAtEnd = false

    /// - Parameter statement: bound already; its columns are ``Entry/columns``.
    init(_ statement: DirectStatement) {
        self.statement = statement
    }

    /// Lets go of the statement, before the end of the entries as well.
    func end() {
        statement.reset()
    }

    func next() throws -> Entry? {
        guard !isAtEnd else { return nil }
        if try statement.step() { return try Entry(statement) }
        isAtEnd = true
        return nil
    }
}
