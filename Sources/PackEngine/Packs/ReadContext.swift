import LockerBase

/// What a thread needs to read: memory for stored and for raw bytes, and a digest. Made once, used for every read of
/// one thread at a time. It grows to the largest record, or records together, that were read with it.
public final class ReadContext {
    private var stored = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    private var raw = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    let hash = SHA256()
    let lanes = SHA256Lanes()

    /// Takes no memory for records yet.
    public init() {}

    deinit {
        stored.deallocate()
        raw.deallocate()
    }

    /// Room for records as they are stored, header included.
    func storedBuffer(_ count: Int) -> UnsafeMutableRawBufferPointer {
        ReadContext.fit(&stored, count)
    }

    /// Room for what records decompress to.
    func rawBuffer(_ count: Int) -> UnsafeMutableRawBufferPointer {
        ReadContext.fit(&raw, count)
    }

    private static func fit(
        _ buffer: inout UnsafeMutableRawBufferPointer, _ count: Int
    ) -> UnsafeMutableRawBufferPointer {
        if buffer.count < count || buffer.baseAddress == nil {
            buffer.deallocate()
            buffer = .allocate(byteCount: max(count, 64 << 10), alignment: 16)
        }
        return UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
    }
}
