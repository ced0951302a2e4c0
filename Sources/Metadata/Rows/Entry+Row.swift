import Foundation
import GRDB
import LockerBase

extension Entry: FetchableRecord {
    static let columns = "path, kind, size, blob, modified, track, target, mode, chunk, attributes"

    /// ``columns`` of the table that a query calls `name`.
    static func columns(of name: String) -> String {
        columns.split(separator: ", ").map { "\(name).\($0)" }.joined(separator: ", ")
    }

    /// The entry in a row of ``columns``.
    public init(row: Row) throws {
        try self.init(row, from: 0)
    }

    /// The entry in the ``columns`` of `row` that start at `first`.
    init(_ row: Row, from first: Int) throws {
        self.init(
            path: try row.decode(atIndex: first), kind: try row.decode(atIndex: first + 1),
            size: try row.decode(atIndex: first + 2), blob: try row.decode(atIndex: first + 3),
            modified: try row.decode(atIndex: first + 4), track: try row.decode(atIndex: first + 5),
            target: try row.decode(Data?.self, atIndex: first + 6).map { Array($0) },
            mode: try row.decode(atIndex: first + 7), chunk: try row.decode(atIndex: first + 8),
            attributes: try EntryAttributes.stored(try row.decode(Data?.self, atIndex: first + 9)))
    }
}

extension Entry {
    /// The entry in the row that `statement` is at, whose columns are ``columns``.
    init(_ statement: DirectStatement) throws {
        guard let path = try? EntryPath(statement.bytes(0)),
            let kind = Entry.Kind(rawValue: Int(statement.integer(1)))
        else { throw DirectStatement.isMalformed }
        self.init(
            path: path, kind: kind, size: statement.integer(2), blob: try statement.digest(3),
            modified: statement.integer(4), track: try statement.digest(5),
            target: statement.isNull(6) ? nil : Array(statement.bytes(6)),
            mode: statement.isNull(7) ? nil : UInt32(truncatingIfNeeded: statement.integer(7)),
            chunk: try statement.digest(8),
            attributes: statement.isNull(9) ? nil : try EntryAttributes.stored(Array(statement.bytes(9))))
    }
}

extension DirectStatement {
    /// The one entry that it finds, if any.
    func entry() throws -> Entry? {
        defer { reset() }
        return try step() ? Entry(self) : nil
    }
}

extension EntryAttributes {
    /// Those in a column; nil for NULL.
    ///
    /// - Throws: for bytes that were not written so.
    fileprivate static func stored(_ data: Data?) throws -> EntryAttributes? {
        guard let data else { return nil }
        return try stored(Array(data))
    }

    fileprivate static func stored(_ bytes: [UInt8]) throws -> EntryAttributes {
        guard let attributes = EntryAttributes(bytes: bytes) else { throw DirectStatement.isMalformed }
        return attributes
    }
}

extension Entry.Kind: DatabaseValueConvertible {}
