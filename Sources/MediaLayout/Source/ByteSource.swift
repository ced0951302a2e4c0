import LockerBase

/// Bytes of a known number that can be read from anywhere: a file behind a descriptor, or content in a store.
public protocol ByteSource {
    /// The number of bytes.
    var size: Int { get }

    /// Reads bytes from `offset` on, which is 0 to ``size``, into `buffer`.
    ///
    /// - Returns: the bytes read: at least 1, and at most `buffer.count`, unless `buffer` is empty or the source
    ///   ends at `offset`.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(LockerError) -> Int
}

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
