/// What a scan of a pack found.
struct ScannedRecords {
    var entries: [PackEntry] = []
    /// Where the last whole record ends.
    var end = PackFormat.headerLength
    /// Bytes before `end` that belong to no whole record.
    var lostBytes = 0
    /// Whether the disk could not give back some of it, so that whole records may be missing here.
    var hasUnreadableParts = false
    /// Whether there is a record that a newer program wrote, so that nothing may be cut off or sealed.
    var hasUnknown = false
    /// Whether the scan was given up, so that the rest is not known.
    var wasStopped = false
}
