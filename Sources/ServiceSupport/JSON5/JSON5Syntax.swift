/// Looks for the place where a file stops being JSON5: Foundation, which says what it means, does not say where that is.
struct JSON5Syntax {
    /// So deep are groups and lists within each other that Foundation takes.
    private static let deepest = 512

    private var cursor: JSON5Cursor
    /// Where the groups and lists begin that are not closed.
    private var opened: [Int] = []

    private init(_ bytes: [UInt8]) {
        cursor = JSON5Cursor(bytes)
    }

    /// The first flaw; nil where there is none, and of a file in UTF-16 or UTF-32.
    static func flaw(in bytes: [UInt8]) -> JSON5Flaw? {
        guard !bytes.contains(0) else { return nil }
        var syntax = JSON5Syntax(bytes)
        do throws(JSON5Flaw) {
            try syntax.skipFile()
            return nil
        } catch {
            return error
        }
    }

    private mutating func skipFile() throws(JSON5Flaw) {
        try cursor.skipBlanks()
        guard cursor.byte == UInt8(ascii: "{") || cursor.byte == UInt8(ascii: "[") else { throw expected("'{'") }
        try skipValue()
        try cursor.skipBlanks()
        guard cursor.byte == nil else { throw expected("the end of the file") }
    }

    private mutating func skipValue() throws(JSON5Flaw) {
        switch cursor.byte {
        case .some(UInt8(ascii: "{")): try skipGroup()
        case .some(UInt8(ascii: "[")): try skipList()
        case .some(UInt8(ascii: "\"")), .some(UInt8(ascii: "'")): try cursor.skipText()
        default: try skipWord()
        }
    }

    private mutating func skipWord() throws(JSON5Flaw) {
        let word = JSON5Word(at: cursor)
        if word.bytes.isEmpty { throw expected("a value") }
        guard word.isValue else {
            throw JSON5Flaw(
                offset: cursor.offset,
                text: "'\(word.text)' is no number, nor true, false or null; a text stands in quotes")
        }
        if word.isTooLarge {
            throw JSON5Flaw(offset: cursor.offset, text: "'\(word.text)' is beyond what can be counted")
        }
        cursor.advance(by: word.bytes.count)
    }

    private mutating func skipGroup() throws(JSON5Flaw) {
        try open()
        while !cursor.take("}") {
            guard cursor.isAtKey else { throw expected("a key or '}'") }
            try cursor.skipKey()
            try cursor.skipBlanks()
            guard cursor.take(":") else { throw expected("':' behind the key") }
            try cursor.skipBlanks()
            try skipValue()
            try skipComma(or: "}")
        }
        opened.removeLast()
    }

    private mutating func skipList() throws(JSON5Flaw) {
        try open()
        while !cursor.take("]") {
            try skipValue()
            try skipComma(or: "]")
        }
        opened.removeLast()
    }

    /// Goes on behind the brace or bracket that is next.
    private mutating func open() throws(JSON5Flaw) {
        guard opened.count < JSON5Syntax.deepest else {
            throw JSON5Flaw(offset: cursor.offset, text: "more than \(JSON5Syntax.deepest) braces are open")
        }
        opened.append(cursor.offset)
        cursor.advance()
        try cursor.skipBlanks()
    }

    /// Goes on behind a comma, where what ends the group or list is not next; a comma may stand before that, too.
    private mutating func skipComma(or end: Unicode.Scalar) throws(JSON5Flaw) {
        try cursor.skipBlanks()
        if cursor.byte == UInt8(ascii: end) { return }
        guard cursor.take(",") else { throw expected("',' or '\(end)'") }
        try cursor.skipBlanks()
    }

    private func expected(_ wanted: String) -> JSON5Flaw {
        var text = "expected \(wanted), found \(cursor.found)"
        if cursor.byte == UInt8(ascii: "#") { text += "; comments begin with //" }
        if cursor.byte == nil, let start = opened.last {
            let position = JSON5Position(of: start, in: cursor.bytes)
            text += "; the '\(Unicode.Scalar(cursor.bytes[start]))' of \(position.text) is not closed"
        }
        return JSON5Flaw(offset: cursor.offset, text: text)
    }
}
