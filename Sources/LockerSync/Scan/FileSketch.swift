import LockerBase

/// What a scan keeps of a file that was cut.
struct FileSketch {
    let path: EntryPath
    /// Bytes.
    let size: Int
    let track: Digest?
    /// Whether its recipe is too long for a message, so that it can only be sent whole.
    let isTooLong: Bool
    /// Bytes of all its chunks: of an Ogg file not quite those of the file.
    let chunkBytes: Int
    /// Bytes of head and tail: what is a person's own of a song.
    let tagBytes: Int

    init(_ source: CutSource) {
        path = source.path
        size = source.file.stamp.size
        track = source.track
        isTooLong = source.recipe.count > RequestLimits.recipeBytes
        let segments = source.cut.recipe.segments
        chunkBytes = segments.reduce(0) { $0 + $1.length }
        tagBytes = segments.filter { $0.role == .head || $0.role == .tail }.reduce(0) { $0 + $1.length }
    }
}
