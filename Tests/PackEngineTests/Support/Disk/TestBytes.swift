import PackEngine

/// Bytes of a pack that a test has at hand.
struct TestBytes: PackBytes {
    let bytes: [UInt8]
    /// How many there are said to be, when that is more.
    var claimed: Int?

    func size() throws(StorageError) -> Int { claimed ?? bytes.count }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(StorageError) -> Int {
        let part = bytes.dropFirst(offset).prefix(buffer.count)
        buffer.copyBytes(from: part)
        return part.count
    }
}

extension PackBytes {
    /// `count` bytes at `offset`, or as many as there are.
    func bytes(at offset: Int, count: Int) throws(StorageError) -> [UInt8] {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, 1), alignment: 1)
        defer { buffer.deallocate() }
        let received = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]), at: offset)
        return Array(buffer[..<received])
    }

    /// All there are.
    func all() throws(StorageError) -> [UInt8] { try bytes(at: 0, count: try size()) }
}

extension GrowingPack {
    /// Writes `parts`, one behind the other, at `offset`.
    func write(_ parts: [UInt8]..., at offset: Int) throws(StorageError) {
        let buffers = parts.map { part in
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: part.count, alignment: 1)
            buffer.copyBytes(from: part)
            return buffer
        }
        defer { for buffer in buffers { buffer.deallocate() } }
        try write(buffers.map { UnsafeRawBufferPointer($0) }, at: offset)
    }
}
