/// A pack that is being written, until it is sealed. Any thread may call any of this at any time.
public protocol GrowingPack: StoredPack {
    /// Writes `parts`, one behind the other, at `offset`.
    func write(_ parts: [UnsafeRawBufferPointer], at offset: Int) throws(StorageError)

    /// Makes sure that writes to `range` will not fail for lack of space. What was never written there reads as zero.
    func reserve(_ range: Range<Int>) throws(StorageError)

    /// Makes the pack `size` bytes long.
    func truncate(to size: Int) throws(StorageError)

    /// Whether the storage has it under its name: nobody removed it, or put another in its place. What is durable in one
    /// that is not survives nothing. True where that cannot be told.
    var isListed: Bool { get }

    /// Makes a sealed pack of it, which is never written again. All of it must be durable.
    func seal() throws(StorageError)
}
