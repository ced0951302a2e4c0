/// A run of a file with one role, or what puts such runs together.
public struct Segment: Hashable, Sendable {
    /// What the bytes of a segment are. The raw value is the one in a recipe.
    public enum Role: UInt8, Sendable, CaseIterable {
        /// Tags in front of the audio.
        case head = 1
        /// The audio itself, which retagging leaves alone.
        case payload = 2
        /// Tags behind the audio.
        case tail = 3
        /// Bytes whose structure is not known.
        case opaque = 4
        /// The page headers of an Ogg file (`OggSkeleton` in MediaLayout): no run of the file.
        case skeleton = 5
    }

    /// What its bytes are.
    public let role: Role
    /// Bytes, at least 1.
    public let length: Int
    /// The chunks it was cut into, at least 1; a chunk never reaches into two segments.
    public let chunkCount: Int

    /// A segment of these figures; ``Recipe/init(segments:chunks:)`` says what has to add up.
    public init(role: Role, length: Int, chunkCount: Int) {
        self.role = role
        self.length = length
        self.chunkCount = chunkCount
    }

    /// The segment that was cut into `chunks`; nil when there are none.
    init?(_ role: Role, _ chunks: ArraySlice<ChunkReference>) {
        if chunks.isEmpty { return nil }
        self.init(role: role, length: chunks.reduce(0) { $0 + $1.length }, chunkCount: chunks.count)
    }
}
