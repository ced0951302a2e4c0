import LockerBase

/// MPEG audio and AAC in ADTS: frames that follow each other, with no container; they are the audio.
///
/// The audio begins at the first frame behind the leading tags, which is one that two more of the same stream follow;
/// bytes before it are head. It ends where the trailing tags begin, whatever lies there: frames are not walked
/// through. The frame of a Xing, Info or LAME header is an MPEG frame like any other, and part of the audio.
enum FrameParser {
    /// The first frame is looked for in so many bytes. Padding that no tag counts, left by taggers, is rarely longer.
    private static let searched = 64 << 10
    private static let frames = 3

    static func layout(_ window: Window, from start: Int) throws(LockerError) -> Layout? {
        let end = try TrailingTags.start(window, after: start)
        lazy var ahead = Window(window.source)
        let last = min(end, start + searched)
        var next = start
        while let offset = try window.place(of: AudioFrame.firstByte, from: next, before: last) {
            next = offset + 1
            guard let first = try frame(window, at: offset, before: end) else { continue }
            guard try isFollowed(ahead, first, at: offset, before: end) else { continue }
            return Layout(first.format, size: window.size, payload: [offset..<end])
        }
        return nil
    }

    /// Whether frames of the same stream follow `first`: two, or one where the audio ends with that.
    private static func isFollowed(
        _ window: Window, _ first: AudioFrame, at offset: Int, before end: Int
    ) throws(LockerError) -> Bool {
        var next = offset + first.length
        for count in 1..<frames {
            guard next + AudioFrame.headerSize <= end else { return count > 1 }
            guard let frame = try frame(window, at: next, before: end), frame.format == first.format,
                frame.stream == first.stream
            else { return false }
            next += frame.length
        }
        return true
    }

    private static func frame(_ window: Window, at offset: Int, before end: Int) throws(LockerError) -> AudioFrame? {
        guard offset + AudioFrame.headerSize <= end,
            let bytes = try window.bytes(at: offset, count: AudioFrame.headerSize)
        else { return nil }
        return AudioFrame(bytes)
    }
}
