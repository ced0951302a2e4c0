/// A part of a long sync.
struct SyncBatch {
    var files = 0
    /// The length of these files.
    var bytes = 0
}
