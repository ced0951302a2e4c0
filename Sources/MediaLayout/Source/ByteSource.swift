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
