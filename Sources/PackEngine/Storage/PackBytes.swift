/// The bytes of a pack, wherever they come from.
public protocol PackBytes: Sendable {
    /// How many there are.
    func size() throws(StorageError) -> Int

    /// Reads at `offset` until `buffer` is full or the pack ends. Returns the bytes read.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(StorageError) -> Int
}
