import LockerBase

/// AIFF and AIFF-C: chunks of a name, a size of 32 bits, big-endian, and a body, padded to an even length; the body
/// of the `SSND` chunk is the audio, behind its first eight bytes, `offset` and `blockSize`.
///
/// An `SSND` chunk that is longer than the file ends where the file does. The pad byte is no audio.
/// Source: "Audio Interchange File Format AIFF-C" (Apple, draft of 1991), sections 2 to 4, "Sound Data Chunk".
enum AIFFParser {
    /// More chunks than this are not looked at.
    private static let maximumChunks = 1 << 14
    private static let soundHeaderSize = 8

    static func layout(_ window: Window) throws(LockerError) -> Layout? {
        guard try window.holds("FORM", at: 0), try window.holds(oneOf: "AIFF", "AIFC", at: 8),
            let body = try sound(window)
        else { return nil }
        return Layout(.aiff, size: window.size, payload: [body])
    }

    private static func sound(_ window: Window) throws(LockerError) -> Range<Int>? {
        var offset = 12
        for _ in 0..<maximumChunks {
            guard let size = try window.big(UInt32.self, at: offset + 4) else { return nil }
            let body = offset + 8
            if try window.holds("SSND", at: offset) {
                let end = window.end(of: body, size) ?? window.size
                let start = body + soundHeaderSize
                return start < end ? start..<end : nil
            }
            guard let next = window.end(of: body, UInt64(size) + UInt64(size & 1)) else { return nil }
            offset = next
        }
        return nil
    }
}
