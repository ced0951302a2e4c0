import LockerBase

/// A Lyrics3 tag behind the audio, in version 1 or 2.
///
/// Version 1: `LYRICSBEGIN`, at most 5,100 bytes of text, `LYRICSEND`. Version 2: `LYRICSBEGIN`, fields, six decimal
/// digits that count the bytes before them from `LYRICSBEGIN` on, `LYRICS200`. Either stands before an ID3v1 tag.
/// Source: "Lyrics3 made easy" and "Lyrics3 v2.00" (id3.org, 1996 and 1998).
enum Lyrics3 {
    private static let begin: StaticString = "LYRICSBEGIN"
    private static let beginSize = 11
    private static let endSize = 9
    private static let digits = 6
    private static let maximumText = 5100

    /// Where the tag that ends at `end` starts, not before `limit`; nil when none does.
    static func start(_ window: Window, endingAt end: Int, after limit: Int) throws(LockerError) -> Int? {
        let mark = end - endSize
        if try window.holds("LYRICS200", at: mark) {
            guard let size = try number(window, at: mark - digits) else { return nil }
            let start = mark - digits - size
            guard size >= beginSize, start >= limit, try window.holds(begin, at: start) else { return nil }
            return start
        }
        guard try window.holds("LYRICSEND", at: mark) else { return nil }
        return try search(window, before: mark, after: limit)
    }

    private static func number(_ window: Window, at offset: Int) throws(LockerError) -> Int? {
        guard let raw = try window.bytes(at: offset, count: digits),
            raw.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return raw.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// The last place before `mark` where a tag of version 1 begins.
    private static func search(
        _ window: Window, before mark: Int, after limit: Int
    ) throws(LockerError) -> Int? {
        let last = mark - beginSize
        let first = max(limit, mark - maximumText - beginSize)
        guard first <= last else { return nil }
        var found: Int?
        for start in first...last where try window.holds(begin, at: start) {
            found = start
        }
        return found
    }
}
