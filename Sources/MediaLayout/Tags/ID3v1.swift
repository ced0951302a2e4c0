import LockerBase

/// An ID3v1 tag: 128 bytes that begin with `TAG`, perhaps behind 227 bytes that begin with `TAG+`.
///
/// Source: "ID3v1" (id3.org, "What is ID3v1", 1996; 1.1 changes a comment byte only); the enhanced tag is a custom of
/// players with no standard, described at en.wikipedia.org/wiki/ID3, "Enhanced tag".
enum ID3v1 {
    private static let size = 128
    private static let enhancedSize = 227

    /// Where the tag that ends at `end` starts, not before `limit`; nil when none does.
    static func start(_ window: Window, endingAt end: Int, after limit: Int) throws(LockerError) -> Int? {
        let start = end - size
        guard start >= limit, try window.holds("TAG", at: start) else { return nil }
        let enhanced = start - enhancedSize
        if enhanced >= limit, try window.holds("TAG+", at: enhanced) { return enhanced }
        return start
    }
}
