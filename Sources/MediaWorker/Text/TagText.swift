/// Texts of tags as they are kept: without control characters, without blanks around them, and not longer than they may
/// be.
package enum TagText {
    /// Bytes of a text, of a comment, and of all lyrics of a song.
    package static let maximum = 1024
    package static let maximumComment = 4096
    package static let maximumLyrics = 64 << 10
    /// Elements of a list.
    package static let maximumElements = 32

    /// What is kept of `bytes`, which are meant to be UTF-8; nil for nothing. An end of a line becomes a blank.
    package static func clean(_ bytes: UnsafeRawBufferPointer, limit: Int = maximum) -> String? {
        let isPlain = bytes.count <= limit && bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
        return trimmed(isPlain ? String(decoding: bytes, as: UTF8.self) : filtered(bytes, limit: limit))
    }

    /// As ``clean(_:limit:)``.
    package static func clean(_ bytes: some Collection<UInt8>, limit: Int = maximum) -> String? {
        Array(bytes).withUnsafeBytes { clean($0, limit: limit) }
    }

    private static func filtered(_ bytes: UnsafeRawBufferPointer, limit: Int) -> String {
        var result = String.UnicodeScalarView()
        var length = 0
        // What is dropped lets more in, but no text is gone through that is all made of that.
        for scalar in String(decoding: bytes.prefix(4 * limit), as: UTF8.self).unicodeScalars {
            let kept: Unicode.Scalar
            if scalar.properties.generalCategory == .control {
                guard scalar == "\n" || scalar == "\r" || scalar == "\t" else { continue }
                kept = " "
            } else {
                kept = scalar
            }
            length += UTF8.width(kept)
            if length > limit { break }
            result.append(kept)
        }
        return String(result)
    }

    private static func trimmed(_ text: String) -> String? {
        let blank = UInt8(ascii: " ")
        guard text.utf8.first == blank || text.utf8.last == blank else { return text.isEmpty ? nil : text }
        var rest = text.utf8.drop { $0 == blank }
        while rest.last == blank { rest.removeLast() }
        return rest.isEmpty ? nil : String(Substring(rest))
    }
}
