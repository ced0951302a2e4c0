extension JSON5Cursor {
    /// Goes on behind a text, whose quote is next.
    mutating func skipText() throws(JSON5Flaw) {
        let (start, quote) = (offset, byte)
        advance()
        while let byte, byte != quote, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
            switch byte {
            case UInt8(ascii: "\\"): try skipEscape()
            case 0x00...0x1F:
                throw JSON5Flaw(offset: offset, text: "a text has the control character \(found); write an escape")
            default: advance()
            }
        }
        guard byte != nil, byte == quote else {
            throw JSON5Flaw(offset: start, text: "the text that begins here has no quote at its end")
        }
        guard String(validating: bytes[(start + 1)..<offset], as: UTF8.self) != nil else {
            throw JSON5Flaw(offset: start, text: "the text that begins here is not UTF-8")
        }
        advance()
    }

    /// Goes on behind an escape, whose backslash is next.
    private mutating func skipEscape() throws(JSON5Flaw) {
        guard let letter = peek(ahead: 1) else { return advance() }
        switch letter {
        case UInt8(ascii: "u"): try skipDigits(of: 4)
        case UInt8(ascii: "x"): try skipDigits(of: 2)
        case UInt8(ascii: "\r") where peek(ahead: 2) == UInt8(ascii: "\n"): advance(by: 3)
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): advance(by: 2)
        case _ where "\"'\\/bfnrt".utf8.contains(letter): advance(by: 2)
        default: throw JSON5Flaw(offset: offset, text: "this is no escape; a backslash is written as two")
        }
    }

    /// Goes on behind an escape of that many digits.
    private mutating func skipDigits(of count: Int) throws(JSON5Flaw) {
        let digits = bytes[min(offset + 2, bytes.count)...].prefix(count)
        guard digits.count == count, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
            value != 0, digits.first != UInt8(ascii: "+")
        else {
            throw JSON5Flaw(offset: offset, text: "this is no escape: it has \(count) hexadecimal digits, not all 0")
        }
        advance(by: 2 + count)
    }

    /// Whether what is next begins a key.
    var isAtKey: Bool {
        guard let scalar else { return false }
        return "\"'\\$_".unicodeScalars.contains(scalar) || JSON5Cursor.isLetter(scalar)
    }

    /// Goes on behind a key, which is next.
    mutating func skipKey() throws(JSON5Flaw) {
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return try skipText() }
        while let scalar {
            if scalar == "\\" {
                try skipEscape()
            } else if scalar == "$" || JSON5Cursor.isLetter(scalar) || JSON5Cursor.goesOn(scalar) {
                advance(by: UTF8.width(scalar))
            } else {
                return
            }
        }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber: true
        default: false
        }
    }

    /// Whether a key goes on with it that does not begin so.
    private static func goesOn(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .decimalNumber, .connectorPunctuation: true
        default: scalar.value == 0x200C || scalar.value == 0x200D
        }
    }
}
