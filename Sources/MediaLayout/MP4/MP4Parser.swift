import LockerBase

/// MP4, M4A, MOV and their kin: the bodies of the `mdat` boxes are the audio (and the video).
///
/// Retagging changes `moov`, which holds the tags and the offsets of all samples, and moves `mdat`, whose bytes stay.
/// A fragmented file has many `mdat`, each behind its `moof`: each body is a payload run, and what lies between two
/// of them is the head of the second. What follows the last box is tail. A file with no `moov`, as a photo in HEIF,
/// has no tracks and is opaque.
/// Source: ISO/IEC 14496-12, sections 4.2, 8.1.1 (`mdat`), 8.2.1 (`moov`), 8.8.4 (`moof`).
enum MP4Parser {
    /// More boxes at the top level than this are not looked at.
    private static let maximumBoxes = 1 << 14

    static func layout(_ window: Window) throws(LockerError) -> Layout? {
        var (offset, count) = (0, 0)
        var hasMovie = false
        var bodies: [Range<Int>] = []
        while let box = try MP4Box(window, at: offset) {
            if offset == 0, !MP4Box.first.contains(box.type) { return nil }
            count += 1
            guard count <= maximumBoxes else { return nil }
            if box.type == MP4Box.movie { hasMovie = true }
            if box.type == MP4Box.mediaData, !box.body.isEmpty { bodies.append(box.body) }
            offset = box.body.upperBound
        }
        return hasMovie ? Layout(.mp4, size: window.size, payload: bodies) : nil
    }
}
