import Benchmark
import MediaLayout

/// Finds where the audio is, in files of 4 MiB that are in memory. Only their headers are read.
func registerLayingOut() {
    let audio = [UInt8](repeating: 0x55, count: 4 << 20)
    register("MP3 with ID3v2 and ID3v1", .mp3, MemorySource(Song.id3v2 + Song.mpegFrames + audio + Song.id3v1))
    register("FLAC", .flac, MemorySource(Song.flacHeaders + audio))
    register("MP4", .mp4, MemorySource(Song.mp4Headers(audio: audio.count) + audio))
    register("bytes of no format", .opaque, MemorySource(audio))
}

private func register(_ name: String, _ format: Format, _ song: MemorySource) {
    let rounds = 1000
    Benchmark("Layout, \(name)", configuration: .times) { benchmark in
        var found = Format.opaque
        try benchmark.measure(times: rounds) {
            for _ in 0..<rounds { found = try Layout(of: song).format }
        }
        if found != format { benchmark.error("it was taken for \(found)") }
    }
}

/// The bytes in front of audio and behind it.
private enum Song {
    /// 64 KiB of tags, which is a small cover. The length is 4 times 7 bits (id3v2.4.0-structure, 3.1).
    static let id3v2 = Array("ID3".utf8) + [4, 0, 0, 0, 4, 0, 0] + [UInt8](repeating: 0, count: 64 << 10)
    static let id3v1 = Array("TAG".utf8) + [UInt8](repeating: 0, count: 125)
    /// Frames of 417 bytes: MPEG-1 layer III, 128 kbit/s, 44.1 kHz.
    static let mpegFrames = (0..<4).flatMap { _ in [0xFF, 0xFB, 0x90, 0x00] + [UInt8](repeating: 0, count: 413) }
    /// STREAMINFO, a picture of 64 KiB, the last block with comments, and the beginning of a frame (RFC 9639).
    static let flacHeaders =
        Array("fLaC".utf8) + [0, 0, 0, 34] + [UInt8](repeating: 0, count: 34) + [6, 1, 0, 0]
        + [UInt8](repeating: 0, count: 64 << 10) + [0x84, 0, 1, 0] + [UInt8](repeating: 0, count: 256) + [0xFF, 0xF8]

    /// `ftyp`, a `moov` of 64 KiB, and the header of the `mdat` (ISO/IEC 14496-12).
    static func mp4Headers(audio count: Int) -> [UInt8] {
        box("ftyp", body: 16) + [UInt8](repeating: 0, count: 16) + box("moov", body: 64 << 10)
            + [UInt8](repeating: 0, count: 64 << 10) + box("mdat", body: count)
    }

    private static func box(_ type: String, body count: Int) -> [UInt8] {
        withUnsafeBytes(of: UInt32(8 + count).bigEndian) { Array($0) } + Array(type.utf8)
    }
}
