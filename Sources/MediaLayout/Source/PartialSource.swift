import LockerBase

/// A part of another source.
public struct PartialSource: ByteSource {
    private let whole: any ByteSource
    private let range: Range<Int>

    /// The bytes of `range`, cut off where `whole` ends.
    public init(_ whole: any ByteSource, _ range: Range<Int>) {
        self.whole = whole
        self.range = range.clamped(to: 0..<whole.size)
    }

    /// The bytes of the part.
    public var size: Int { range.count }

    /// Reads within the part; past its end there is nothing.
    public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(LockerError) -> Int {
        guard offset >= 0, offset < range.count else { return 0 }
        let count = min(buffer.count, range.count - offset)
        return try whole.read(
            at: range.lowerBound + offset, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]))
    }
}
