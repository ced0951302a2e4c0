import LockerBase

/// A record that is about to be written.
struct UnwrittenRecord {
    let key: RecordKey
    let header: RecordHeader
    /// The bytes behind the header.
    let stored: UnsafeRawBufferPointer
    /// As ``LivePacks/find(_:covering:)`` told it before the index was asked.
    var generation: Int
    /// The caller's number for it.
    let place: Int
}
