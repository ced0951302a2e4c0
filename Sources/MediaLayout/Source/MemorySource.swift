import LockerBase

/// Bytes in memory as a source.
public struct MemorySource: ByteSource, Sendable {
    /// All of the content.
    public let bytes: [UInt8]

    /// Lets `bytes` be read as a file is.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The number of ``bytes``.
    public var size: Int { bytes.count }

    /// Copies bytes; past the end there are none.
    public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(LockerError) -> Int {
        guard offset >= 0, offset < bytes.count else { return 0 }
        let count = min(buffer.count, bytes.count - offset)
        bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + count])) }
        return count
    }
}
