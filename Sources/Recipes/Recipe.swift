import ContentChunking
import LockerBase
import MediaLayout

/// The ordered chunks, grouped into segments, that rebuild one file.
public struct Recipe: Hashable, Sendable {
    /// How the segments become the file.
    public let assembly: Assembly
    /// The file's length in bytes.
    public let size: Int
    /// The segments in the order of the file; none for an empty file.
    public let segments: [Segment]
    /// The chunks of all segments, in their order.
    public let chunks: [ChunkReference]

    /// No recipe holds more chunks: 2^20, which is a file of 64 GiB on average and of 16 GiB at least. A recipe is
    /// held in memory whole, in 40 bytes a chunk, so the bound is one on memory.
    public static let maximumChunkCount = 1 << 20

    /// No recipe holds more segments: as many as a layout has runs.
    public static let maximumSegmentCount = 2 * Layout.maximumPayloadRuns + 1

    /// No file that has a recipe is longer, in bytes.
    public static let maximumSize = maximumChunkCount * FastCDC.maximum

    /// A file that is its segments, one after the other. `segments` must add up to `chunks`; ``decode(_:)`` is for
    /// input that may not.
    public init(segments: [Segment], chunks: [ChunkReference]) {
        self.init(.concatenation, size: segments.reduce(0) { $0 + $1.length }, segments: segments, chunks: chunks)
    }

    init(_ assembly: Assembly, size: Int, segments: [Segment], chunks: [ChunkReference]) {
        self.assembly = assembly
        self.size = size
        self.segments = segments
        self.chunks = chunks
    }

    /// The file's name in the store: the SHA-256 of the recipe's canonical bytes.
    ///
    /// A Merkle name: it follows from the chunks' digests, so that no second pass over the file's bytes is needed.
    public var blob: Digest {
        SHA256.digest(of: encoded())
    }

    /// The name of the audio alone: the blob of a recipe that holds just the payload segments, one after the other.
    /// The same for every retagged copy of a song; nil where no payload is known.
    public var track: Digest? {
        let payload = segments.filter { $0.role == .payload }
        return payload.isEmpty ? nil : Recipe(segments: payload, chunks: chunks(of: .payload)).blob
    }

    /// The chunks of all segments of one role, in order.
    public func chunks(of role: Segment.Role) -> [ChunkReference] {
        placedSegments.filter { $0.segment.role == role }.flatMap { chunks[$0.chunks] }
    }

    /// Each segment with the places of its chunks.
    public var placedSegments: [(segment: Segment, chunks: Range<Int>)] {
        var start = 0
        return segments.map { segment in
            defer { start += segment.chunkCount }
            return (segment, start..<start + segment.chunkCount)
        }
    }
}
