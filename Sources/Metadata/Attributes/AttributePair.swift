import LockerBase

/// One attribute of an entry.
public struct AttributePair: Sendable {
    /// 1 to ``EntryAttributes/maximumNameLength`` bytes of UTF-8 without NUL.
    public let name: String
    /// Whatever bytes.
    public let value: [UInt8]

    /// Takes both as they are: ``EntryAttributes`` checks them.
    public init(name: String, value: [UInt8]) {
        (self.name, self.value) = (name, value)
    }

    /// The next one of a row of the database; nil for bytes that were not written so.
    init?(_ reader: inout ByteReader) {
        guard let nameLength = reader.read(UInt8.self), nameLength > 0, let length = reader.read(UInt16.self),
            let name = reader.read(count: Int(nameLength)), let value = reader.read(count: Int(length)),
            let text = String(validating: name, as: UTF8.self)
        else { return nil }
        self.init(name: text, value: Array(value))
    }

    /// The name as text that is safe to print.
    public var shownName: String { EntryPath.printable(name.utf8) }

    /// The bytes of name and value.
    var count: Int { name.utf8.count + value.count }

    /// In the byte order of the names.
    func isBefore(_ other: AttributePair) -> Bool {
        name.utf8.lexicographicallyPrecedes(other.name.utf8)
    }

    /// - Throws: ``LockerError/Code/invalidArgument`` with `path` for a name that no attribute can have.
    func checkName(of path: EntryPath) throws(LockerError) {
        let length = name.utf8.count
        guard length > 0, length <= EntryAttributes.maximumNameLength, !name.utf8.contains(0) else {
            throw LockerError(
                .invalidArgument,
                "\(path): the name of an attribute is 1 to \(EntryAttributes.maximumNameLength) bytes of text without NUL"
            )
        }
    }
}
