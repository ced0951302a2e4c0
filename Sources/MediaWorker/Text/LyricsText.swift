import MediaFacts

/// The words of a song as one text of a tag has them, with times where it is an LRC text.
package enum LyricsText {
    /// The most lines.
    package static let maximumLines = 4096

    /// What is kept of `bytes`, with no more than `limit` bytes of words; nil for nothing.
    package static func parse(_ bytes: UnsafeRawBufferPointer, language: String, limit: Int) -> SongLyrics? {
        // Times are longer than words sometimes.
        let lines = lines(of: bytes.prefix(8 * limit))
        let timed = lines.map { TimedLine($0) }
        let isSynced = timed.contains { !$0.times.isEmpty }
        let offset = lines.lazy.compactMap { TimedLine.offset($0) }.first ?? 0
        let kept = bounded(isSynced ? synced(timed, offset) : plain(lines), limit)
        return kept.isEmpty ? nil : SongLyrics(language: language, lines: kept, isSynced: isSynced)
    }

    /// The letters of a language, `xxx` where `text` is none.
    package static func language(_ text: String) -> String {
        let letters = text.lowercased()
        return letters.utf8.count == 3 && letters.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A } ? letters : "xxx"
    }

    /// The first lines that have no more than `limit` bytes together.
    package static func bounded(_ lines: [SongLyrics.Line], _ limit: Int) -> [SongLyrics.Line] {
        var left = limit
        return Array(
            lines.prefix(maximumLines).prefix { line in
                left -= line.text.utf8.count
                return left >= 0
            })
    }

    /// Lines end with LF, CR LF, or as iTunes has them with CR.
    private static func lines(of bytes: Slice<UnsafeRawBufferPointer>) -> [ArraySlice<UInt8>] {
        var (text, wasReturn): ([UInt8], Bool) = ([], false)
        text.reserveCapacity(bytes.count)
        for byte in bytes {
            let isReturn = byte == UInt8(ascii: "\r")
            if isReturn {
                text.append(UInt8(ascii: "\n"))
            } else if byte != UInt8(ascii: "\n") || !wasReturn {
                text.append(byte)
            }
            wasReturn = isReturn
        }
        let lines = text.split(
            separator: UInt8(ascii: "\n"), maxSplits: maximumLines, omittingEmptySubsequences: false)
        return Array(lines.prefix(maximumLines))
    }

    private static func synced(_ lines: [TimedLine], _ offset: Int) -> [SongLyrics.Line] {
        var result: [SongLyrics.Line] = []
        for line in lines {
            let text = TagText.clean(line.text) ?? ""
            for time in line.times { result.append(SongLyrics.Line(start: max(0, time - offset), text: text)) }
        }
        return result.sorted { ($0.start ?? 0) < ($1.start ?? 0) }
    }

    /// The lines between the first and the last one that has words.
    private static func plain(_ lines: [ArraySlice<UInt8>]) -> [SongLyrics.Line] {
        var result = lines.map { SongLyrics.Line(start: nil, text: TagText.clean($0) ?? "") }[...]
        while result.last?.text.isEmpty == true { result.removeLast() }
        return Array(result.drop { $0.text.isEmpty })
    }
}
