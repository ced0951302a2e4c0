extension Glob {
    /// By which rules a pattern is read.
    package enum Dialect: Sendable {
        /// Those of gitignore(5): some patterns match nothing, `**` stands for folders, or is as one star.
        case gitignore
        /// Those of ``PathGlob``: what has no meaning stands for itself, `**` for any bytes, and `\xNN` for a byte as
        /// names are shown.
        case search

        static let backslash = UInt8(ascii: "\\")

        /// The byte that the backslash at `index` of `pattern` gives, and where that goes on; nil at the end of a
        /// pattern that matches nothing then.
        func escaped(_ pattern: [UInt8], at index: Int) -> (byte: UInt8, end: Int)? {
            guard index + 1 < pattern.count else {
                if self == .gitignore { return nil }
                return (Dialect.backslash, index + 1)
            }
            if self == .search, pattern[index + 1] == UInt8(ascii: "x"), index + 3 < pattern.count,
                let high = pattern[index + 2].hexDigitValue, let low = pattern[index + 3].hexDigitValue
            {
                return (high << 4 | low, index + 4)
            }
            return (pattern[index + 1], index + 2)
        }
    }
}
