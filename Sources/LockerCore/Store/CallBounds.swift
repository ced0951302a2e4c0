import Metadata

/// The bounds that this floor keeps of what one caller has at a time, by the words in which clients are told.
public enum CallBounds {
    /// Bytes, seconds or numbers, as their words say.
    public static let byName: [String: Int] = [
        "page_elements": PageLimits.maximum, "page_bytes": PageLimits.bytes,
        "sessions_per_connection": SessionTable.maximumPerConnection,
        "uploads_per_account": AccountPlaces.uploadsPerAccount,
        "staged_entries": StagingLimits.count, "staged_path_bytes": StagingLimits.bytes,
        "entry_attributes": EntryAttributes.maximumCount, "entry_attribute_bytes": EntryAttributes.maximumBytes,
        "open_blobs_per_account": OpenBlobLimits.perAccount,
        "open_blob_idle_seconds": Int(OpenBlobLimits.idleTime.components.seconds),
        "watched_in_all": WatchPlaces.maximum,
    ]
}
