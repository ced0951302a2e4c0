import LockerBase

/// A song that makes a worker do once what it does with songs, so that whatever is made or opened at its first use is
/// there before nothing can be opened any more.
enum WarmUp {
    static func run(_ parser: SongParser) {
        _ = parser.facts(of: SongBytes(song)) { _ in [] }
        _ = parser.picture(String(repeating: "0", count: 32), of: SongBytes(song)) { _ in [] }
    }

    /// An ID3v2.4 tag (id3.org) and a frame of MPEG audio.
    private static let song: [UInt8] = {
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        var frames = frame("TIT2", "\u{3}Ä")
        frames += frame("TCON", "\u{3}(17)")
        frames += frame("TXXX", "\u{3}REPLAYGAIN_TRACK_GAIN\0-1.5 dB")
        frames += frame("USLT", "\u{3}eng\0[00:01.00]a")
        frames += frame("APIC", "\u{3}image/png\0\u{3}\0", png)
        var audio: [UInt8] = [0xFF, 0xFB, 0x90, 0x64]
        audio += [UInt8](repeating: 0, count: 413)
        return Array("ID3\u{4}\0\0".utf8) + synchsafe(frames.count) + frames + audio + audio
    }()

    private static func frame(_ name: String, _ text: String, _ bytes: [UInt8] = []) -> [UInt8] {
        let content = Array(text.utf8) + bytes
        return Array(name.utf8) + synchsafe(content.count) + [0, 0] + content
    }

    private static func synchsafe(_ count: Int) -> [UInt8] {
        [21, 14, 7, 0].map { UInt8(count >> $0 & 0x7F) }
    }
}
