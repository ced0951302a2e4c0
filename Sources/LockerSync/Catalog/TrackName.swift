import LockerBase

/// A track as a person names it: the first hexadecimal digits of its digest, or all of them.
package struct TrackName: Hashable, Sendable {
    /// Fewer digits would soon mean another track as the catalog grows.
    package static let minimumLength = 8

    /// Lower-case.
    let digits: String
    /// The first digest that begins with the digits.
    let first: Digest

    /// Nil unless `text` is 8 to 64 hexadecimal digits.
    package init?(_ text: String) {
        let missing = 2 * Digest.byteCount - text.utf8.count
        guard text.utf8.count >= TrackName.minimumLength, missing >= 0,
            let first = Digest(hex: text + String(repeating: "0", count: missing))
        else { return nil }
        self.first = first
        digits = String(first.hex.prefix(text.utf8.count))
    }

    /// Whether the digits are all of a digest, ``first``.
    var isWhole: Bool { digits.utf8.count == 2 * Digest.byteCount }

    func begins(_ digest: Digest) -> Bool { digest.hex.hasPrefix(digits) }

    /// The digest just before ``first``; no bytes when there is none.
    var predecessor: [UInt8] {
        var bytes = first.bytes
        guard let last = bytes.lastIndex(where: { $0 > 0 }) else { return [] }
        bytes[last] -= 1
        for index in bytes.indices[(last + 1)...] { bytes[index] = 0xFF }
        return bytes
    }
}
