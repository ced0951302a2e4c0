import ContentChunking
import LockerBase

/// The ordered chunks, grouped into segments, that rebuild one file.
public struct Recipe: Hashable, Sendable {
    /// The file's length in bytes.
    public let size: Int
    /// The segments in the order of the file; none for an empty file.
    public let segments: [Segment]
    /// The chunks of all segments, in the order of the file.
    public let chunks: [ChunkReference]

    /// No recipe holds more chunks: 2^20, which is a file of 64 GiB on average and of 16 GiB at least. A recipe is
    /// held in memory whole, in 40 bytes a chunk, so the bound is one on memory.
    public static let maximumChunkCount = 1 << 20

    /// No file that has a recipe is longer, in bytes.
    public static let maximumSize = maximumChunkCount * FastCDC.maximum

    /// `segments` must add up to `chunks`; ``decode(_:)`` is for input that may not.
    public init(segments: [Segment], chunks: [ChunkReference]) {
        self.segments = segments
        self.chunks = chunks
        size = segments.reduce(0) { $0 + $1.length }
    }

    /// The file's name in the store: the SHA-256 of the recipe's canonical bytes.
    ///
    /// A Merkle name: it follows from the chunks' digests, so that no second pass over the file's bytes is needed.
    public var blob: Digest {
        SHA256.digest(of: encoded())
    }

    /// The name of the audio alone: the blob of a recipe that holds just the payload segment. The same for every
    /// retagged copy of a song; nil where no payload is known.
    public var track: Digest? {
        var first = 0
        for segment in segments {
            if segment.role == .payload {
                let chunks = Array(chunks[first..<first + segment.chunkCount])
                return Recipe(segments: [segment], chunks: chunks).blob
            }
            first += segment.chunkCount
        }
        return nil
    }
}
