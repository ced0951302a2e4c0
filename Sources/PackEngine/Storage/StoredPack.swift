/// A pack that is there, sealed or growing. Any thread may call any of this at any time; what it reads stays whole when
/// the pack is removed or replaced meanwhile.
public protocol StoredPack: PackBytes {
    /// Returns once everything written before the call survives a crash, by whomever: a process that was killed may have
    /// left bytes that were never synced. After a failure nothing may be assumed of bytes that were not durable before,
    /// whatever a second call says.
    func synchronize() throws(StorageError)

    /// Lets go of what memory holds of the pack and counts as saved, so that reads tell what the medium has: after a
    /// sync that failed the two differ.
    func evict()
}
