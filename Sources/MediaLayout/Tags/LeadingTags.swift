import LockerBase

/// The tags in front of audio: ID3v2, several in a row, and APE tags.
enum LeadingTags {
    /// More tags than this are not looked at; no tagger writes more than two.
    private static let maximumCount = 64

    /// Where they end; 0 when there are none.
    static func end(_ window: Window) throws(LockerError) -> Int {
        var end = 0
        for _ in 0..<maximumCount {
            if let next = try ID3v2.end(window, startingAt: end) {
                end = next
            } else if let next = try APETag.end(window, startingAt: end) {
                end = next
            } else {
                break
            }
        }
        return end
    }
}
