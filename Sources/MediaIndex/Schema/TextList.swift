/// Several texts as one of a column. None of them has control characters, so that U+001F can stand between them.
enum TextList {
    private static let separator = UInt8(0x1F)

    /// Nil for none at all.
    static func text(_ elements: [String]) -> String? {
        elements.isEmpty ? nil : elements.joined(separator: "\u{1F}")
    }

    static func elements(_ bytes: UnsafeRawBufferPointer) -> [String] {
        var elements: [String] = []
        var start = 0
        for place in 0...bytes.count where place == bytes.count || bytes[place] == separator {
            elements.append(String(decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<place]), as: UTF8.self))
            start = place + 1
        }
        return elements
    }

    static func elements(_ text: String) -> [String] {
        text.utf8.split(separator: separator, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
