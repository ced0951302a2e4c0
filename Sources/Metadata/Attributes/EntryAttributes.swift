import LockerBase

/// What programs say of an entry beside what it is: pairs of a name and bytes, in the byte order of the names.
///
/// Names are told apart by their bytes, however their letters are composed.
public struct EntryAttributes: Hashable, Sendable {
    /// The most pairs of an entry.
    public static let maximumCount = 64
    /// The most bytes of the names and values of an entry, together.
    public static let maximumBytes = 4096
    /// The most bytes of a name.
    public static let maximumNameLength = 255

    /// No pairs.
    public static let empty = EntryAttributes()

    /// The pairs as a row of the database has them (docs/format.md), one behind the other: the lengths of name and
    /// value, in one byte and in two, and both.
    package let bytes: [UInt8]

    private init() {
        bytes = []
    }

    /// Takes `pairs` in whatever order.
    ///
    /// - Parameter path: the entry's, for the error.
    /// - Throws: ``LockerError/Code/invalidArgument`` for a name that none can be or that comes twice, and for more than
    ///   an entry may have.
    public init(_ pairs: [AttributePair], of path: EntryPath) throws(LockerError) {
        guard pairs.count <= EntryAttributes.maximumCount else {
            throw LockerError(
                .invalidArgument,
                "\(path): \(pairs.count) attributes; an entry has at most \(EntryAttributes.maximumCount)")
        }
        for pair in pairs { try pair.checkName(of: path) }
        let count = pairs.reduce(0) { $0 + $1.count }
        guard count <= EntryAttributes.maximumBytes else {
            throw LockerError(
                .invalidArgument,
                "\(path): attributes with \(count) bytes of names and values; an entry has at most "
                    + "\(EntryAttributes.maximumBytes)")
        }
        let sorted = pairs.sorted { $0.isBefore($1) }
        for (one, other) in zip(sorted, sorted.dropFirst()) where !one.isBefore(other) {
            throw LockerError(
                .invalidArgument, "\(path): it has the attribute '\(one.shownName)' twice; give each name once")
        }
        bytes = EntryAttributes.encoded(sorted)
    }

    /// Those that a row of the database has; nil for bytes that were not written so.
    package init?(bytes: [UInt8]) {
        guard let pairs = EntryAttributes.decoded(bytes),
            zip(pairs, pairs.dropFirst()).allSatisfy({ $0.isBefore($1) })
        else { return nil }
        self.bytes = bytes
    }

    /// Whether there are none.
    public var isEmpty: Bool { bytes.isEmpty }

    /// In the byte order of their names.
    public var pairs: [AttributePair] { EntryAttributes.decoded(bytes) ?? [] }

    private static func encoded(_ pairs: [AttributePair]) -> [UInt8] {
        var writer = ByteWriter(capacity: pairs.reduce(0) { $0 + 3 + $1.count })
        for pair in pairs {
            writer.append(UInt8(truncatingIfNeeded: pair.name.utf8.count))
            writer.append(UInt16(truncatingIfNeeded: pair.value.count))
            writer.append(pair.name.utf8)
            writer.append(pair.value)
        }
        return writer.bytes
    }

    private static func decoded(_ bytes: [UInt8]) -> [AttributePair]? {
        bytes.withUnsafeBytes { (buffer) -> [AttributePair]? in
            var reader = ByteReader(buffer)
            var pairs: [AttributePair] = []
            while reader.remaining > 0 {
                guard let pair = AttributePair(&reader) else { return nil }
                pairs.append(pair)
            }
            return pairs
        }
    }
}
