/// The bytes of a pack as far as they are durable.
struct PackPrefix: PackBytes {
    let base: any PackBytes
    let length: Int

    func size() throws(StorageError) -> Int { length }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(StorageError) -> Int {
        let count = max(0, min(buffer.count, length - offset))
        return try base.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]), at: offset)
    }
}
