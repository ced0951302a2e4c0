/// A place in a text as editors count: lines and characters, from 1 on.
struct JSON5Position {
    private let line: Int
    private let column: Int

    init(of offset: Int, in bytes: [UInt8]) {
        var (line, start) = (1, JSON5Cursor.markLength(of: bytes))
        for at in 0..<offset where JSON5Position.endsLine(at, bytes) {
            line += 1
            start = at + 1
        }
        self.line = line
        column = String(decoding: bytes[start..<max(start, offset)], as: UTF8.self).count + 1
    }

    /// A line feed, or a carriage return without one.
    private static func endsLine(_ at: Int, _ bytes: [UInt8]) -> Bool {
        if bytes[at] == UInt8(ascii: "\n") { return true }
        guard bytes[at] == UInt8(ascii: "\r") else { return false }
        return at + 1 == bytes.count || bytes[at + 1] != UInt8(ascii: "\n")
    }

    var text: String { "line \(line), column \(column)" }
}
