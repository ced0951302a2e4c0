import LockerBase

/// Bytes that lie elsewhere in memory as a source, which they outlive.
public struct BufferSource: ByteSource {
    private let bytes: UnsafeRawBufferPointer

    /// Lets `bytes` be read as a file is.
    public init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The number of bytes.
    public var size: Int { bytes.count }

    /// Copies bytes; past the end there are none.
    public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(LockerError) -> Int {
        guard offset >= 0, offset < bytes.count else { return 0 }
        let count = min(buffer.count, bytes.count - offset)
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count]))
        return count
    }
}
