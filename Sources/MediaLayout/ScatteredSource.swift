import LockerBase

/// Runs of another source, one behind the other: the payload of a file that has several.
public struct ScatteredSource: ByteSource {
    private let whole: any ByteSource
    private let ranges: [Range<Int>]
    /// Where each range starts among the bytes of this source.
    private let starts: [Int]

    public let size: Int

    /// The bytes of `ranges`, each cut off where `whole` ends.
    public init(_ whole: any ByteSource, _ ranges: [Range<Int>]) {
        self.whole = whole
        self.ranges = ranges.map { $0.clamped(to: 0..<whole.size) }.filter { !$0.isEmpty }
        var (starts, size) = ([Int](), 0)
        for range in self.ranges {
            starts.append(size)
            size += range.count
        }
        (self.starts, self.size) = (starts, size)
    }

    /// Reads up to the end of the range that `offset` lies in.
    public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(LockerError) -> Int {
        guard offset >= 0, offset < size else { return 0 }
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        let inside = offset - starts[low]
        let count = min(buffer.count, ranges[low].count - inside)
        let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
        return try whole.read(at: ranges[low].lowerBound + inside, into: part)
    }
}
