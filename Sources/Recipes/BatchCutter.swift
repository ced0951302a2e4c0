import ContentChunking
import LockerBase
import MediaLayout

/// Cuts files that lie in memory, many at a time, by the rules of ``FileCutter``: the recipes are the same. Their chunks
/// are cut where they lie, and named together. For one thread at a time.
public final class BatchCutter {
    private let cutter = FastCDC()
    private let hash = SHA256Lanes()
    private let single = FileCutter()
    private var pieces: [UnsafeRawBufferPointer] = []

    /// Makes a cutter for one thread.
    public init() {}

    /// A file that waits for the names of its pieces, or has been cut alone.
    private enum Cut {
        case pieces(Format, [(role: Segment.Role, chunks: Range<Int>)])
        case whole(FileCut)
    }

    /// Cuts `files`, and hands every chunk to `sink`, as ``FileCutter/cut(_:_:)`` does.
    ///
    /// - Returns: what cutting each gave, in their order.
    /// - Throws: what `sink` throws.
    public func cut(_ files: [UnsafeRawBufferPointer], _ sink: ChunkSink) throws(LockerError) -> [FileCut] {
        defer { pieces.removeAll(keepingCapacity: true) }
        var cuts: [Cut] = []
        cuts.reserveCapacity(files.count)
        for file in files { cuts.append(try cut(file, sink)) }
        let named = digests()
        if !named.isEmpty { try sink(named) }
        let chunks = named.map { ChunkReference(digest: $0.digest, length: $0.bytes.count) }
        return cuts.map { cut in
            switch cut {
            case .whole(let cut): return cut
            case .pieces(let format, let places):
                let draft = Draft(places, among: chunks)
                return FileCut(
                    recipe: Recipe(segments: draft.segments, chunks: draft.chunks), format: format, skeleton: [])
            }
        }
    }

    private func cut(_ file: UnsafeRawBufferPointer, _ sink: ChunkSink) throws(LockerError) -> Cut {
        let source = BufferSource(file)
        let layout = try Layout(of: source)
        if layout.format == .ogg { return .whole(try single.cut(source, sink)) }
        var places: [(role: Segment.Role, chunks: Range<Int>)] = []
        places.reserveCapacity(layout.runs.count)
        for run in layout.runs {
            let first = pieces.count
            var rest = UnsafeRawBufferPointer(rebasing: file[run.range])
            while !rest.isEmpty {
                let length = cutter.cut(rest)
                pieces.append(UnsafeRawBufferPointer(rebasing: rest[..<length]))
                rest = UnsafeRawBufferPointer(rebasing: rest[length...])
            }
            places.append((Segment.Role(run.role), first..<pieces.count))
        }
        return .pieces(layout.format, places)
    }

    /// The one place where the pieces of all files get their names.
    private func digests() -> [NamedBytes] {
        var named = pieces.map { NamedBytes(digest: .zero, bytes: $0) }
        hash.digests(of: pieces) { named[$0] = NamedBytes(digest: $1, bytes: pieces[$0]) }
        return named
    }
}
