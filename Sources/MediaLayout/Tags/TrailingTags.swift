import LockerBase

/// The tags behind audio: ID3v1, APE, Lyrics3 and appended ID3v2 tags, in whatever order taggers left them.
enum TrailingTags {
    /// More tags than this are not looked at; no tagger writes more than four.
    private static let maximumCount = 64

    /// Where they start, not before `limit`; the end of the file when there are none.
    static func start(_ window: Window, after limit: Int) throws(LockerError) -> Int {
        var start = window.size
        for _ in 0..<maximumCount {
            guard let next = try tag(window, endingAt: start, after: limit) else { break }
            start = next
        }
        return start
    }

    private static func tag(_ window: Window, endingAt end: Int, after limit: Int) throws(LockerError) -> Int? {
        if let start = try ID3v1.start(window, endingAt: end, after: limit) { return start }
        if let start = try APETag.start(window, endingAt: end, after: limit) { return start }
        if let start = try Lyrics3.start(window, endingAt: end, after: limit) { return start }
        return try ID3v2.start(window, endingAt: end, after: limit)
    }
}
