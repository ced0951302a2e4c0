import LockerBase
import MediaLayout

/// A file that was cut and still lies at hand: its chunks and its payload, read in place.
public struct CutFile {
    private let recipe: Recipe
    /// Where the bytes of each segment are.
    private let sources: [any ByteSource]

    /// - Parameters:
    ///   - file: the file that was cut, unchanged.
    ///   - cut: what cutting it gave.
    public init(_ file: any ByteSource, _ cut: FileCut) throws(LockerError) {
        recipe = cut.recipe
        switch recipe.assembly {
        case .concatenation:
            var start = 0
            sources = recipe.segments.map { segment in
                defer { start += segment.length }
                return PartialSource(file, start..<start + segment.length)
            }
        case .ogg:
            let skeleton = try OggSkeleton(cut.skeleton)
            let headSize = recipe.segments.first?.length ?? 0
            let tail = PartialSource(file, headSize + skeleton.pagesSize..<recipe.size)
            let payload = OggPayload(file, headSize: headSize, skeleton: skeleton)
            sources = [PartialSource(file, 0..<headSize), MemorySource(cut.skeleton), payload, tail]
        }
    }

    /// The audio, all payload segments one after the other.
    public var payload: any ByteSource {
        let payloads = zip(recipe.segments, sources).filter { $0.0.role == .payload }.map(\.1)
        return payloads.count == 1 ? payloads[0] : JoinedSource(payloads)
    }

    /// Reads chunks, `body` gets each with its place in the recipe. The bytes are valid until it returns.
    ///
    /// - Parameter places: places of chunks in the recipe, ascending.
    /// - Throws: ``LockerError/Code/changed`` when the file is shorter now.
    public func readChunks(
        _ places: [Int], _ body: (Int, [UInt8]) throws(LockerError) -> Void
    ) throws(LockerError) {
        var rest = places[...]
        for (number, placed) in recipe.placedSegments.enumerated() {
            var (place, offset) = (placed.chunks.lowerBound, 0)
            while let next = rest.first, placed.chunks.contains(next) {
                while place < next {
                    offset += recipe.chunks[place].length
                    place += 1
                }
                try body(next, try sources[number].bytes(at: offset, count: recipe.chunks[next].length))
                rest = rest.dropFirst()
            }
        }
    }
}
