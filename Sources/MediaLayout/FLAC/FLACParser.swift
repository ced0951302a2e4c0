import LockerBase

/// FLAC: `fLaC`, metadata blocks, frames; the frames are the audio.
///
/// A block's header is a bit for the last block, 7 bits of type and 24 bits of length, big-endian. No block states an
/// offset from the start of the file, so that retagging changes none of the frames. Every frame begins with the 15
/// bits 111111111111100 and a bit for the blocking strategy.
/// Source: RFC 9639, sections 6, 8, 8.1 and 9.1. Tags of other formats, in front or behind, are not allowed for there
/// and found in practice.
enum FLACParser {
    /// More blocks than this are not looked at; files have fewer than ten.
    private static let maximumBlocks = 1 << 14
    private static let invalidType: UInt8 = 127

    static func layout(_ window: Window, from start: Int) throws(LockerError) -> Layout? {
        guard try window.holds("fLaC", at: start), let frames = try endOfBlocks(window, from: start + 4),
            let sync = try window.big(UInt16.self, at: frames), sync & 0xFFFE == 0xFFF8
        else { return nil }
        let end = try TrailingTags.start(window, after: frames + 2)
        return Layout(.flac, size: window.size, payload: [frames..<end])
    }

    private static func endOfBlocks(_ window: Window, from start: Int) throws(LockerError) -> Int? {
        var offset = start
        for _ in 0..<maximumBlocks {
            guard let header = try window.big(UInt32.self, at: offset),
                UInt8(truncatingIfNeeded: header >> 24) & 0x7F != invalidType,
                let end = window.end(of: offset, 4 + Int(header & 0xFF_FFFF))
            else { return nil }
            if header >> 31 == 1 { return end }
            offset = end
        }
        return nil
    }
}
