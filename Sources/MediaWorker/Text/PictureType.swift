/// What a picture is, by its first bytes and not by what somebody calls it. What may hold programs, as SVG does, is none.
package enum PictureType {
    /// Bytes that are enough to tell.
    package static let headLength = 64

    /// `image/jpeg`, `image/png`, `image/gif`, `image/webp`, `image/bmp` or `image/avif`; nil for all else.
    package static func mediaType(_ bytes: some Collection<UInt8>) -> String? {
        let head = Array(bytes.prefix(headLength))
        if head.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
        if has("GIF87a", head, at: 0) || has("GIF89a", head, at: 0) { return "image/gif" }
        if has("RIFF", head, at: 0), has("WEBP", head, at: 8) { return "image/webp" }
        if has("ftyp", head, at: 4) { return isAVIF(head) ? "image/avif" : nil }
        return isBitmap(head) ? "image/bmp" : nil
    }

    private static func has(_ mark: String, _ head: [UInt8], at place: Int) -> Bool {
        head.dropFirst(place).starts(with: mark.utf8)
    }

    /// Whether one of the brands of the file is that of AVIF (ISO/IEC 14496-12, 4.3).
    private static func isAVIF(_ head: [UInt8]) -> Bool {
        let size = head.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        return stride(from: 8, to: min(size, head.count), by: 4).contains { place in
            place != 12 && (has("avif", head, at: place) || has("avis", head, at: place))
        }
    }

    /// Two letters are few: the length of the second header, behind them, is one of those that there are.
    private static func isBitmap(_ head: [UInt8]) -> Bool {
        guard has("BM", head, at: 0), head.count >= 18 else { return false }
        return [12, 40, 52, 56, 108, 124].contains(head[14]) && head[15...17].allSatisfy { $0 == 0 }
    }
}
