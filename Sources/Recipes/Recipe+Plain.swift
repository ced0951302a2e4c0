/// Content that is one opaque chunk, and of which nothing else is known: what names the chunk tells the recipe.
extension Recipe {
    /// The recipe of a file that is `chunk`.
    public init(plain chunk: ChunkReference) {
        self.init(segments: [Segment(role: .opaque, length: chunk.length, chunkCount: 1)], chunks: [chunk])
    }

    /// The chunk that is all of the file; nil when there are others, none, or anything is known of its bytes.
    public var plainChunk: ChunkReference? {
        assembly == .concatenation && segments.count == 1 && chunks.count == 1 && segments[0].role == .opaque
            ? chunks[0] : nil
    }
}
