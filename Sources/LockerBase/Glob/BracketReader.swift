/// Reads a `[…]` of a pattern, as git does: `!` or `^` in front for all other bytes, ranges, classes such as
/// `[:digit:]`, a `]` that comes first and a `-` that comes first or last for themselves, and what a `\` gives.
struct BracketReader {
    private let pattern: [UInt8]
    private let dialect: Glob.Dialect
    private var index: Int
    private var bytes = ByteSet()
    /// The byte with which a range may begin: the one in front, unless that ended a range or a class.
    private var first: UInt8?

    /// - Parameter bracket: where in `pattern` the `[` is.
    init(_ pattern: [UInt8], behind bracket: Int, by dialect: Glob.Dialect) {
        (self.pattern, self.dialect) = (pattern, dialect)
        index = bracket + 1
    }

    /// The bytes that it stands for, of which `/` never is one, and where the pattern goes on. Nil where it does not
    /// end, or names a class that there is not.
    mutating func read() -> (bytes: ByteSet, end: Int)? {
        let isInverted = current == UInt8(ascii: "!") || current == UInt8(ascii: "^")
        if isInverted { index += 1 }
        repeat {
            guard let byte = current, take(byte) else { return nil }
            index += 1
        } while current != UInt8(ascii: "]")
        if isInverted { bytes.invert() }
        bytes.remove(UInt8(ascii: "/"))
        return (bytes, index + 1)
    }

    private var current: UInt8? { index < pattern.count ? pattern[index] : nil }

    /// Takes in what begins with `byte`, up to its last byte. Returns whether it can be anything.
    private mutating func take(_ byte: UInt8) -> Bool {
        let next = index + 1 < pattern.count ? pattern[index + 1] : nil
        if byte == UInt8(ascii: "["), next == UInt8(ascii: ":") { return takeClass() }
        if byte == UInt8(ascii: "-"), let first, let next, next != UInt8(ascii: "]") {
            index += 1
            guard let last = literal() else { return false }
            if first <= last { bytes.insert(first...last) }
            self.first = nil
            return true
        }
        guard let taken = literal() else { return false }
        bytes.insert(taken)
        first = taken
        return true
    }

    /// The byte that stands here, or that a backslash gives, up to its last byte; nil at the end of the pattern.
    private mutating func literal() -> UInt8? {
        guard current == Glob.Dialect.backslash else { return current }
        guard let escaped = dialect.escaped(pattern, at: index) else { return nil }
        index = escaped.end - 1
        return escaped.byte
    }

    private mutating func takeClass() -> Bool {
        let start = index + 2
        guard let end = pattern[start...].firstIndex(of: UInt8(ascii: "]")) else { return false }
        guard end > start, pattern[end - 1] == UInt8(ascii: ":") else {
            // It has no `:]`, and is a bracket like any other byte.
            bytes.insert(UInt8(ascii: "["))
            first = UInt8(ascii: "[")
            return true
        }
        first = nil
        index = end
        return bytes.insert(class: pattern[start..<end - 1])
    }
}
