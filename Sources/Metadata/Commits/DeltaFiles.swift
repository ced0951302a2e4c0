import LockerBase

/// Files among what a delta puts, in the order of their blobs, so that look-ups go through an index from one end to the
/// other. Of each only its place and the first bytes of its blob are kept: there may be a million.
struct DeltaFiles {
    /// Where one is among additions and changes, numbered through.
    private struct Place {
        /// The first bytes of its blob, whose order is that of the blobs but for few.
        let prefix: UInt64
        let index: Int
        /// Whether it is sure to be new.
        let isCertain: Bool
    }

    private let delta: Delta
    private let places: [Place]
    /// How many may be new, and may not.
    let possible: Int

    /// Those whose content may be new.
    init(_ delta: Delta, _ novelty: (Digest) -> Novelty) {
        var (places, possible): ([Place], Int) = ([], 0)
        for index in 0..<delta.additions.count + delta.changes.count {
            guard let blob = DeltaFiles.blob(index, of: delta) else { continue }
            let found = novelty(blob)
            if found == .none { continue }
            if found == .possible { possible += 1 }
            let prefix = DeltaFiles.prefix(of: blob)
            places.append(Place(prefix: prefix, index: index, isCertain: found == .certain))
        }
        places.sort { one, other in
            one.prefix == other.prefix
                ? DeltaFiles.areInOrder(one.index, other.index, of: delta) : one.prefix < other.prefix
        }
        self.delta = delta
        self.places = places
        self.possible = possible
    }

    var count: Int { places.count }

    /// The content of the one at `place` of them.
    func content(at place: Int) -> (blob: Digest?, size: Int64, isCertain: Bool) {
        let (index, additions) = (places[place].index, delta.additions.count)
        let size = index < additions ? delta.additions[index].size : delta.changes[index - additions].size
        return (DeltaFiles.blob(index, of: delta), size, places[place].isCertain)
    }

    /// A whole entry is much to copy for each.
    private static func blob(_ index: Int, of delta: Delta) -> Digest? {
        let additions = delta.additions.count
        return index < additions ? delta.additions[index].blob : delta.changes[index - additions].blob
    }

    private static func prefix(of blob: Digest) -> UInt64 {
        blob.withUnsafeBytes { UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)) }
    }

    private static func areInOrder(_ one: Int, _ other: Int, of delta: Delta) -> Bool {
        guard let left = blob(one, of: delta), let right = blob(other, of: delta) else { return false }
        return left < right
    }
}
