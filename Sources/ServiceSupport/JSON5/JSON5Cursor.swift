import LockerBase

/// How far somebody is who reads JSON5.
struct JSON5Cursor {
    let bytes: [UInt8]
    private(set) var offset: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        offset = JSON5Cursor.markLength(of: bytes)
    }

    /// The bytes of the mark that some editors begin a file with.
    static func markLength(of bytes: [UInt8]) -> Int {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// The byte that is next; nil at the end.
    var byte: UInt8? { peek(ahead: 0) }

    /// One of those that come, 0 for the next.
    func peek(ahead count: Int) -> UInt8? {
        offset + count < bytes.count ? bytes[offset + count] : nil
    }

    mutating func advance(by count: Int = 1) {
        offset = min(offset + count, bytes.count)
    }

    /// Goes on behind `wanted`, where that is next.
    mutating func take(_ wanted: Unicode.Scalar) -> Bool {
        guard byte == UInt8(ascii: wanted) else { return false }
        advance()
        return true
    }

    /// The character that is next; nil at the end, and for what is not UTF-8.
    var scalar: Unicode.Scalar? {
        var decoder = UTF8()
        var iterator = bytes[offset...].makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
        return scalar
    }

    /// What is next, for messages.
    var found: String {
        guard byte != nil else { return "the end of the file" }
        guard let scalar else { return "what is not UTF-8" }
        if scalar.isASCII, !scalar.isHidden { return "'\(scalar)'" }
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return scalar.isHidden || scalar.properties.isWhitespace ? code : "'\(scalar)' (\(code))"
    }

    /// Goes on behind blanks and comments.
    mutating func skipBlanks() throws(JSON5Flaw) {
        while let byte {
            switch byte {
            // Tab, line feed, vertical tab, form feed, carriage return.
            case UInt8(ascii: " "), 0x09...0x0D: advance()
            case UInt8(ascii: "/") where peek(ahead: 1) == UInt8(ascii: "/"): skipLine()
            case UInt8(ascii: "/") where peek(ahead: 1) == UInt8(ascii: "*"): try skipComment()
            default: return
            }
        }
    }

    private mutating func skipLine() {
        while let byte, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") { advance() }
    }

    private mutating func skipComment() throws(JSON5Flaw) {
        let start = offset
        advance(by: 2)
        while byte != nil {
            if byte == UInt8(ascii: "*"), peek(ahead: 1) == UInt8(ascii: "/") { return advance(by: 2) }
            advance()
        }
        throw JSON5Flaw(offset: start, text: "the comment that begins here has no */ at its end")
    }
}
