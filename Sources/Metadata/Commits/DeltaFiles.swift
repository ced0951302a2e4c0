import LockerBase

/// The files among what a delta puts, by their contents. Of each only its place is kept: there may be a million.
struct DeltaFiles {
    private let delta: Delta
    /// Places of files among additions and changes, numbered through; in the order of their blobs, so that look-ups go
    /// through an index from one end to the other.
    let inBlobOrder: [Int32]

    init(_ delta: Delta) {
        self.delta = delta
        let count = Int32(clamping: delta.additions.count + delta.changes.count)
        let files = (0..<count).filter { DeltaFiles.entry($0, of: delta).blob != nil }
        inBlobOrder = files.sorted { one, other in
            guard let left = DeltaFiles.entry(one, of: delta).blob, let right = DeltaFiles.entry(other, of: delta).blob
            else { return false }
            return left < right
        }
    }

    var count: Int { inBlobOrder.count }

    func content(at place: Int32) -> (blob: Digest?, size: Int64) {
        let entry = DeltaFiles.entry(place, of: delta)
        return (entry.blob, entry.size)
    }

    private static func entry(_ place: Int32, of delta: Delta) -> Entry {
        let (index, additions) = (Int(place), delta.additions.count)
        return index < additions ? delta.additions[index] : delta.changes[index - additions]
    }
}
