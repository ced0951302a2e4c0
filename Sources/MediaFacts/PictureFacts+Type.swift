extension PictureFacts {
    /// The type of a picture by its first bytes, of which 16 are enough; nil for what no browser shows as one of pixels.
    package static func mediaType(of bytes: some Collection<UInt8>) -> String? {
        let start = Array(bytes.prefix(16))
        func has(_ text: String, at place: Int = 0) -> Bool { start.dropFirst(place).starts(with: text.utf8) }
        if start.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
        if start.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
        if has("GIF8") { return "image/gif" }
        if has("RIFF"), has("WEBP", at: 8) { return "image/webp" }
        if has("ftypavif", at: 4) { return "image/avif" }
        return has("BM") ? "image/bmp" : nil
    }
}
