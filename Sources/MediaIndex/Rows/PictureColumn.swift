import MediaFacts

/// The pictures of a song as one column: U+001F stands between the fields of one, U+001E between two.
enum PictureColumn {
    /// Nil for none.
    static func text(_ pictures: [PictureFacts]) -> String? {
        if pictures.isEmpty { return nil }
        return pictures.map { "\($0.digest)\u{1F}\($0.mediaType)\u{1F}\($0.byteCount)\u{1F}\($0.kind)" }
            .joined(separator: "\u{1E}")
    }

    static func pictures(_ text: String) -> [PictureFacts] {
        text.utf8.split(separator: 0x1E).compactMap { picture(String(decoding: $0, as: UTF8.self)) }
    }

    private static func picture(_ text: String) -> PictureFacts? {
        let fields: [String] = TextList.elements(text)
        guard fields.count == 4, let byteCount = Int(fields[2]), let kind = Int(fields[3]) else { return nil }
        return PictureFacts(digest: fields[0], mediaType: fields[1], byteCount: byteCount, kind: kind)
    }
}
