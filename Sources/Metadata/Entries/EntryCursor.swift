import LockerBase

/// The entries that a statement finds, one at a time: one who goes over them holds the statement until it is let go.
final class EntryCursor {
    private let statement: DirectStatement
    private var isAtEnd = false

    /// - Parameter statement: bound already; its columns are ``Entry/columns``.
    init(_ statement: DirectStatement) {
        self.statement = statement
    }

    deinit {
        statement.reset()
    }

    func next() throws -> Entry? {
        guard !isAtEnd else { return nil }
        if try statement.step() { return try Entry(statement) }
        isAtEnd = true
        return nil
    }
}
