import MediaLayout
import MediaTestSupport
import Recipes

/// Small songs, and what they are cut into.
enum Songs {
    /// A head of `tag` bytes and 10, and frames of 417 bytes each.
    static func mp3(tag: Int, seed: UInt64, frames: Int = 400) -> [UInt8] {
        Tags.id3v2(tag) + Samples.mp3(frames, seed: seed)
    }

    /// A head of `comment` bytes and 83, and about 70 KB of packets in pages.
    static func opus(comment: Int, seed: UInt64) -> [UInt8] {
        OggFixture.opus(comment: comment, seed: seed).bytes
    }

    static func cut(_ bytes: [UInt8]) throws -> FileCut {
        try FileCutter().cut(MemorySource(bytes)) { _ in }
    }
}
