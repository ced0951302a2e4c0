import LockerBase
import MediaLayout

/// Cuts one file after the other into chunks, names each, and builds the recipe, in one pass over the bytes.
///
/// A file is laid out first, which reads a few KiB of it; a chunk never reaches over the edge of a segment. For one
/// thread at a time; memory is a few buffers, the recipe, and of an Ogg file the skeleton.
public final class FileCutter {
    private let segments = SegmentCutter()

    /// Makes a cutter for one thread.
    public init() {}

    /// Cuts `source`, and hands every chunk to `sink`: once each, but in no order that the recipe would tell. Chunks
    /// that are in no recipe may be among them, when an Ogg file turns out late to be none that can be taken apart.
    ///
    /// - Throws: what `source` or `sink` throws, ``LockerError/Code/changed`` when the source ends before its size,
    ///   ``LockerError/Code/invalidArgument`` for a file of too many chunks.
    public func cut(_ source: any ByteSource, _ sink: ChunkSink) throws(LockerError) -> FileCut {
        segments.reset()
        let layout = try Layout(of: source)
        if layout.format == .ogg, let cut = try cutOgg(source, sink) { return cut }
        let recipe = try cutRuns(layout.runs, of: source, sink)
        return FileCut(recipe: recipe, format: layout.format, skeleton: [])
    }

    private func cutRuns(
        _ runs: [Layout.Run], of source: any ByteSource, _ sink: ChunkSink
    ) throws(LockerError) -> Recipe {
        var places: [(Segment.Role, Range<Int>)] = []
        for run in runs { places.append((Segment.Role(run.role), try cutRange(run.range, of: source, sink))) }
        let draft = Draft(places, among: try segments.finish(sink))
        return Recipe(segments: draft.segments, chunks: draft.chunks)
    }

    /// Nil when the file cannot be taken apart.
    private func cutOgg(_ source: any ByteSource, _ sink: ChunkSink) throws(LockerError) -> FileCut? {
        let split = try OggSplitter.split(source) { (bytes) throws(LockerError) in try segments.append(bytes, sink) }
        guard let split else {
            segments.reset()
            return nil
        }
        // The payload was cut while the file was taken apart.
        let payload = try segments.endSegment()
        let head = try cutRange(split.head, of: source, sink)
        let skeleton = try cutBytes(split.skeleton, sink)
        let tail = try cutRange(split.tail, of: source, sink)
        let draft = Draft(
            [(.head, head), (.skeleton, skeleton), (.payload, payload), (.tail, tail)],
            among: try segments.finish(sink))
        let recipe = Recipe(.ogg, size: source.size, segments: draft.segments, chunks: draft.chunks)
        return FileCut(recipe: recipe, format: .ogg, skeleton: split.skeleton)
    }

    private func cutBytes(_ bytes: [UInt8], _ sink: ChunkSink) throws(LockerError) -> Range<Int> {
        try bytes.withUnsafeBufferPointer { (buffer) throws(LockerError) in
            try segments.append(UnsafeRawBufferPointer(buffer), sink)
        }
        return try segments.endSegment()
    }

    private func cutRange(
        _ range: Range<Int>, of source: any ByteSource, _ sink: ChunkSink
    ) throws(LockerError) -> Range<Int> {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let space = try segments.space(sink)
            let part = UnsafeMutableRawBufferPointer(rebasing: space[..<min(space.count, range.upperBound - offset)])
            let count = try source.read(at: offset, into: part)
            guard count > 0 else {
                throw LockerError(
                    .changed,
                    "the content ends at byte \(offset) of \(source.size): it became shorter while it was read; "
                        + "try again when nothing writes to it")
            }
            try segments.filled(count)
            offset += count
        }
        return try segments.endSegment()
    }
}
