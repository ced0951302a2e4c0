import LockerBase

extension ByteSource {
    /// Whether `other` holds the same bytes, all of which are read.
    public func holdsSameBytes(as other: some ByteSource) throws(LockerError) -> Bool {
        guard size == other.size else { return false }
        let (ours, theirs) = (Window(self, capacity: 128 << 10), Window(other, capacity: 128 << 10))
        var offset = 0
        while offset < size {
            let count = min(64 << 10, size - offset)
            guard let one = try ours.bytes(at: offset, count: count),
                let another = try theirs.bytes(at: offset, count: count), one.elementsEqual(another)
            else { return false }
            offset += count
        }
        return true
    }
}
