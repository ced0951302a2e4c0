/// A value without quotes: a number, or one of the words that JSON5 has.
struct JSON5Word {
    let bytes: [UInt8]

    /// The one that is next; it is empty where none is.
    init(at cursor: JSON5Cursor) {
        bytes = Array(cursor.bytes[cursor.offset...].prefix { JSON5Word.mayHave($0) })
    }

    private static func mayHave(_ byte: UInt8) -> Bool {
        isDigit(byte) || "._+-$".utf8.contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// For messages: 20 characters of it.
    var text: String { String(decoding: bytes.prefix(20), as: UTF8.self) + (bytes.count > 20 ? "…" : "") }

    var isValue: Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        if ["true", "false", "null"].contains(text) { return true }
        let rest = text.first == "+" || text.first == "-" ? text.dropFirst() : text[...]
        if rest == "Infinity" || rest == "NaN" { return true }
        if rest.hasPrefix("0x") || rest.hasPrefix("0X") {
            return rest.count > 2 && rest.dropFirst(2).allSatisfy(\.isHexDigit)
        }
        return JSON5Word.isDecimal(rest.utf8)
    }

    /// Whether it is a number that none is as large as.
    var isTooLarge: Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        return !text.contains("I") && Double(text)?.isInfinite == true
    }

    /// `12`, `1.5`, `.5`, `5.`, `1e9`: no further digit stands behind a 0 at the beginning.
    private static func isDecimal(_ bytes: Substring.UTF8View) -> Bool {
        let whole = bytes.prefix(while: isDigit)
        if whole.count > 1, whole.first == UInt8(ascii: "0") { return false }
        var rest = bytes.dropFirst(whole.count)
        var fraction = rest.prefix(0)
        if rest.first == UInt8(ascii: ".") {
            fraction = rest.dropFirst().prefix(while: isDigit)
            rest = rest.dropFirst(1 + fraction.count)
        }
        guard whole.count + fraction.count > 0 else { return false }
        return rest.isEmpty || isExponent(rest)
    }

    private static func isExponent(_ bytes: Substring.UTF8View.SubSequence) -> Bool {
        guard let letter = bytes.first, letter | 0x20 == UInt8(ascii: "e") else { return false }
        var digits = bytes.dropFirst()
        if let sign = digits.first, "+-".utf8.contains(sign) { digits = digits.dropFirst() }
        return !digits.isEmpty && digits.allSatisfy { isDigit($0) }
    }
}
