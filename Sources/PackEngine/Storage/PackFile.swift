import POSIXSupport

/// One pack that is open. Any thread may call any of this at any time.
public protocol PackFile: Sendable {
    /// The bytes it has.
    func size() throws(SystemError) -> Int

    /// Reads at `offset` until `buffer` is full or the pack ends. Returns the bytes read.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(SystemError) -> Int

    /// Writes `parts`, one behind the other, at `offset`.
    func write(_ parts: [UnsafeRawBufferPointer], at offset: Int) throws(SystemError)

    /// Makes sure that writes to `range` will not fail for lack of space. What was never written there reads as zero.
    func reserve(_ range: Range<Int>) throws(SystemError)

    /// Returns once everything written before the call survives a crash. After a failure nothing may be assumed
    /// of bytes that were not durable before, whatever a second call says.
    func synchronize() throws(SystemError)

    /// Lets go of what memory holds of the pack and counts as saved, so that reads tell what the medium has: after a
    /// sync that failed the two differ.
    func evict()

    /// Makes the pack `size` bytes long.
    func truncate(to size: Int) throws(SystemError)

    /// Marks the pack as never to be written again.
    func seal() throws(SystemError)
}
