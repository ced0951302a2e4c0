extension [UInt8] {
    /// A string of JSON (RFC 8259, section 7), which is one of JavaScript, too.
    mutating func write(json text: String) {
        append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { write(jsonCharacters: $0) }
        append(UInt8(ascii: "\""))
    }

    /// Stretches without anything to escape are copied as they are.
    private mutating func write(jsonCharacters text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for index in text.indices {
            let byte = text[index]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0xE2 else {
                continue
            }
            if byte == 0xE2, !isLineEnd(text, index) { continue }
            append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
            if byte == 0xE2 {
                write(text[index + 2] == 0xA8 ? "\\u2028" : "\\u2029")
                start = index + 3
            } else {
                write(jsonEscape: byte)
                start = index + 1
            }
        }
        append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }

    /// Whether U+2028 or U+2029 begins there, which end lines of JavaScript.
    private func isLineEnd(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        text.count - index > 2 && text[index + 1] == 0x80 && (text[index + 2] == 0xA8 || text[index + 2] == 0xA9)
    }

    private mutating func write(jsonEscape byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): write("\\\"")
        case UInt8(ascii: "\\"): write("\\\\")
        case UInt8(ascii: "\n"): write("\\n")
        case UInt8(ascii: "\r"): write("\\r")
        case UInt8(ascii: "\t"): write("\\t")
        default:
            write("\\u00")
            append(byte < 0x10 ? UInt8(ascii: "0") : UInt8(ascii: "1"))
            let digit = byte & 15
            append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}
