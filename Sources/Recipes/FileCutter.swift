import LockerBase
import MediaLayout

/// Cuts one file after the other into chunks, names each, and builds the recipe, in one pass over the bytes.
///
/// A file is laid out first, which reads a few KiB of it; a chunk never reaches over the edge of a segment. For one
/// thread at a time; memory is a few buffers, the recipe, and of an Ogg file the skeleton.
public final class FileCutter {
    /// Takes a chunk's digest and raw bytes, which are valid until it returns.
    public typealias Sink = (Digest, UnsafeRawBufferPointer) throws(LockerError) -> Void

    static let tooLarge = LockerError(
        .invalidArgument, "the file is too large: it has more than \(Recipe.maximumChunkCount) chunks; split it")

    private let segments = SegmentCutter()

    public init() {}

    /// Cuts `source`, and hands every chunk to `sink`: once each, but in no order that the recipe would tell. Chunks
    /// that are in no recipe may be among them, when an Ogg file turns out late to be none that can be taken apart.
    ///
    /// - Throws: what `source` or `sink` throws, ``LockerError/Code/changed`` when the source ends before its size,
    ///   ``LockerError/Code/invalidArgument`` for a file of too many chunks.
    public func cut(_ source: any ByteSource, _ sink: Sink) throws(LockerError) -> FileCut {
        segments.reset()
        let layout = try Layout(of: source)
        let recipe: Recipe
        if layout.format == .ogg, let cut = try cutOgg(source, sink) {
            return cut
        } else {
            recipe = try cutRuns(layout.runs, of: source, sink)
        }
        return FileCut(recipe: recipe, format: layout.format, skeleton: [])
    }

    private func cutRuns(
        _ runs: [Layout.Run], of source: any ByteSource, _ sink: Sink
    ) throws(LockerError) -> Recipe {
        var draft = Draft()
        for run in runs {
            try draft.add(Segment.Role(run.role), try cutRange(run.range, of: source, sink))
        }
        return Recipe(segments: draft.segments, chunks: draft.chunks)
    }

    /// Nil when the file cannot be taken apart.
    private func cutOgg(_ source: any ByteSource, _ sink: Sink) throws(LockerError) -> FileCut? {
        let split = try OggSplitter.split(source) { (bytes) throws(LockerError) in try segments.append(bytes, sink) }
        guard let split else {
            segments.reset()
            return nil
        }
        let payload = try segments.finish(sink)
        var draft = Draft()
        try draft.add(.head, try cutRange(split.head, of: source, sink))
        try draft.add(.skeleton, try cutBytes(split.skeleton, sink))
        try draft.add(.payload, payload)
        try draft.add(.tail, try cutRange(split.tail, of: source, sink))
        let recipe = Recipe(.ogg, size: source.size, segments: draft.segments, chunks: draft.chunks)
        return FileCut(recipe: recipe, format: .ogg, skeleton: split.skeleton)
    }

    private func cutBytes(_ bytes: [UInt8], _ sink: Sink) throws(LockerError) -> [ChunkReference] {
        try bytes.withUnsafeBufferPointer { (buffer) throws(LockerError) in
            try segments.append(UnsafeRawBufferPointer(buffer), sink)
        }
        return try segments.finish(sink)
    }

    private func cutRange(
        _ range: Range<Int>, of source: any ByteSource, _ sink: Sink
    ) throws(LockerError) -> [ChunkReference] {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let space = segments.space()
            let part = UnsafeMutableRawBufferPointer(rebasing: space[..<min(space.count, range.upperBound - offset)])
            let count = try source.read(at: offset, into: part)
            guard count > 0 else {
                throw LockerError(
                    .changed,
                    "the content ends at byte \(offset) of \(source.size): it became shorter while it was read; "
                        + "try again when nothing writes to it")
            }
            try segments.filled(count, sink)
            offset += count
        }
        return try segments.finish(sink)
    }
}

/// The segments of a recipe that is being made.
private struct Draft {
    private(set) var segments: [Segment] = []
    private(set) var chunks: [ChunkReference] = []

    /// Adds a segment, unless it has no chunks.
    mutating func add(_ role: Segment.Role, _ chunks: [ChunkReference]) throws(LockerError) {
        guard let segment = Segment(role, chunks) else { return }
        guard self.chunks.count + chunks.count <= Recipe.maximumChunkCount else { throw FileCutter.tooLarge }
        segments.append(segment)
        self.chunks += chunks
    }
}

extension Segment.Role {
    fileprivate init(_ role: Layout.Role) {
        self =
            switch role {
            case .head: .head
            case .payload: .payload
            case .tail: .tail
            case .opaque: .opaque
            }
    }
}
