extension [UInt8] {
    /// Text of XML 1.0. Characters that it cannot hold (section 2.2) become U+FFFD.
    ///
    /// - Parameter isAttribute: between double quotes, where a reader would make blanks of tabs and ends of lines.
    mutating func write(xml text: String, isAttribute: Bool) {
        var text = text
        text.withUTF8 { write(xmlCharacters: $0, isAttribute: isAttribute) }
    }

    /// Stretches without anything to escape are copied as they are.
    private mutating func write(xmlCharacters text: UnsafeBufferPointer<UInt8>, isAttribute: Bool) {
        var start = 0
        for index in text.indices {
            let byte = text[index]
            guard byte < 0x20 || byte == 0xEF || isMarkup(byte) else { continue }
            if byte == 0xEF, !isNoncharacter(text, index) { continue }
            if !isAttribute, byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") { continue }
            append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
            write(xmlEscape: byte)
            start = byte == 0xEF ? index + 3 : index + 1
        }
        append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }

    private func isMarkup(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
            || byte == UInt8(ascii: "\"")
    }

    /// Whether U+FFFE or U+FFFF begins there.
    private func isNoncharacter(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        text.count - index > 2 && text[index + 1] == 0xBF && text[index + 2] >= 0xBE
    }

    private mutating func write(xmlEscape byte: UInt8) {
        switch byte {
        case UInt8(ascii: "&"): write("&amp;")
        case UInt8(ascii: "<"): write("&lt;")
        case UInt8(ascii: ">"): write("&gt;")
        case UInt8(ascii: "\""): write("&quot;")
        case UInt8(ascii: "\t"): write("&#9;")
        case UInt8(ascii: "\n"): write("&#10;")
        case UInt8(ascii: "\r"): write("&#13;")
        default: write("\u{FFFD}")
        }
    }
}
