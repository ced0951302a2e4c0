/// Takes the pattern of a ``PathGlob`` apart. Every pattern is one: what has no meaning stands for itself.
struct GlobParser {
    private static let slash = UInt8(ascii: "/")
    private static let star = UInt8(ascii: "*")
    private static let backslash = UInt8(ascii: "\\")
    private static let bracket = UInt8(ascii: "]")

    private var rest: ArraySlice<UInt8>
    private var tokens: [GlobToken] = []

    private init(_ pattern: [UInt8]) {
        rest = pattern[...]
    }

    /// What `pattern` is made of.
    static func tokens(of pattern: [UInt8]) -> [GlobToken] {
        var parser = GlobParser(pattern)
        while let byte = parser.rest.popFirst() { parser.add(byte) }
        return parser.tokens
    }

    private mutating func add(_ byte: UInt8) {
        switch byte {
        case GlobParser.star: addRun()
        case UInt8(ascii: "?"): tokens.append(.anyByte)
        case UInt8(ascii: "["): tokens.append(takeClass() ?? .byte(byte))
        case GlobParser.backslash: tokens.append(.byte(takeEscaped()))
        default: tokens.append(.byte(byte))
        }
    }

    /// Takes the stars behind a first one.
    private mutating func addRun() {
        let others = rest.prefix { $0 == GlobParser.star }.count
        rest = rest.dropFirst(others)
        guard others > 0 else {
            tokens.append(.run)
            return
        }
        let isComponent = tokens.last.map { $0 == .byte(GlobParser.slash) } ?? true
        if isComponent, rest.first == GlobParser.slash { tokens.append(.fork) }
        tokens.append(.runAcross)
    }

    /// The byte that a backslash gives: `\xNN` is the one of that number, as names are shown, any other stands for
    /// itself.
    private mutating func takeEscaped() -> UInt8 {
        let escape = rest.prefix(3)
        let digits = String(decoding: escape.dropFirst(), as: UTF8.self)
        if escape.count == 3, escape.first == UInt8(ascii: "x"), digits.allSatisfy(\.isHexDigit),
            let byte = UInt8(digits, radix: 16)
        {
            rest = rest.dropFirst(3)
            return byte
        }
        return rest.popFirst() ?? GlobParser.backslash
    }

    /// The class behind a `[`; nil where it has no end.
    private mutating func takeClass() -> GlobToken? {
        let start = rest
        var (bytes, isFirst) = ([Bool](repeating: false, count: 256), true)
        let isNegated = rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "^")
        if isNegated { rest = rest.dropFirst() }
        while let byte = rest.popFirst() {
            if byte == GlobParser.bracket, !isFirst {
                if isNegated { bytes = bytes.map { !$0 } }
                bytes[Int(GlobParser.slash)] = false
                return .oneOf(bytes)
            }
            isFirst = false
            let low = byte == GlobParser.backslash ? takeEscaped() : byte
            let high = takeRangeEnd() ?? low
            if low <= high { for each in low...high { bytes[Int(each)] = true } }
        }
        rest = start
        return nil
    }

    /// The last byte of a range, behind its first; nil where there is none. A `-` at the end of a class is one of it.
    private mutating func takeRangeEnd() -> UInt8? {
        let range = rest.prefix(2)
        guard range.count == 2, range.first == UInt8(ascii: "-"), let last = range.last, last != GlobParser.bracket
        else {
            return nil
        }
        rest = rest.dropFirst(2)
        return last == GlobParser.backslash ? takeEscaped() : last
    }
}
