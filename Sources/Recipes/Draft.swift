import LockerBase
import MediaLayout

/// The segments of a recipe.
struct Draft {
    private(set) var segments: [Segment] = []
    private(set) var chunks: [ChunkReference] = []

    /// - Parameters:
    ///   - places: of each segment's chunks among `all`, in the order of the recipe; one that has none is left out.
    init(_ places: [(role: Segment.Role, chunks: Range<Int>)], among all: [ChunkReference]) {
        chunks.reserveCapacity(places.reduce(0) { $0 + $1.chunks.count })
        for place in places {
            guard let segment = Segment(place.role, all[place.chunks]) else { continue }
            segments.append(segment)
            chunks += all[place.chunks]
        }
    }
}

extension Segment.Role {
    init(_ role: Layout.Role) {
        self =
            switch role {
            case .head: .head
            case .payload: .payload
            case .tail: .tail
            case .opaque: .opaque
            }
    }
}
