import LockerBase

/// The name of one state of a representation (RFC 9110, section 8.8.3).
package struct EntityTag: Hashable, Sendable {
    /// What stands between the quotes.
    package let opaque: [UInt8]
    /// Whether other bytes may bear it, as long as they mean the same.
    package let isWeak: Bool

    /// The strong tag of the content that `digest` names, for its bytes as they are.
    package init(_ digest: Digest) {
        self.init(digest.hex)
    }

    /// A tag of any text; characters that a tag cannot have are escaped.
    package init(_ text: String, isWeak: Bool = false) {
        opaque = Array(PercentEncoding.encoded(text.utf8, keeping: EntityTag.mayHave).utf8)
        self.isWeak = isWeak
    }

    /// Takes the tag off the beginning of `text`; nil, and nothing is taken off, where there is none.
    init?(from text: inout ArraySlice<UInt8>) {
        var rest = text
        let mark = Array("W/".utf8)
        let isMarked = rest.starts(with: mark)
        if isMarked { rest = rest.dropFirst(mark.count) }
        let quote = UInt8(ascii: "\"")
        guard rest.first == quote else { return nil }
        rest = rest.dropFirst()
        guard let end = rest.firstIndex(of: quote), rest[..<end].allSatisfy(EntityTag.mayHave) else { return nil }
        isWeak = isMarked
        opaque = Array(rest[..<end])
        text = rest[(end + 1)...]
    }

    /// The value of an ETag.
    package var fieldValue: String {
        (isWeak ? "W/\"" : "\"") + String(decoding: opaque, as: UTF8.self) + "\""
    }

    /// Whether both stand for the same bytes: neither is weak.
    package func isStrongly(_ other: EntityTag) -> Bool {
        !isWeak && !other.isWeak && opaque == other.opaque
    }

    /// Whether both stand for what means the same.
    package func isWeakly(_ other: EntityTag) -> Bool {
        opaque == other.opaque
    }

    private static func mayHave(_ byte: UInt8) -> Bool {
        byte == 0x21 || (0x23...0x7E).contains(byte) || byte >= 0x80
    }
}
