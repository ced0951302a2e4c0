import LockerBase

/// Sources one behind the other.
public struct JoinedSource: ByteSource {
    private let parts: [any ByteSource]
    /// Where each part starts among the bytes of this source.
    private let starts: [Int]

    /// The bytes of all parts.
    public let size: Int

    /// Joins `parts` in their order; those without bytes are left out.
    public init(_ parts: [any ByteSource]) {
        self.parts = parts.filter { $0.size > 0 }
        var (starts, size) = ([Int](), 0)
        for part in self.parts {
            starts.append(size)
            size += part.size
        }
        (self.starts, self.size) = (starts, size)
    }

    /// Reads up to the end of the part that `offset` lies in.
    public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(LockerError) -> Int {
        guard offset >= 0, offset < size else { return 0 }
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return try parts[low].read(at: offset - starts[low], into: buffer)
    }
}
