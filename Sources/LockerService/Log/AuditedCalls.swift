/// Which calls the log has a line of: those that change who has what, or that work on the store for long.
enum AuditedCalls {
    /// Those that it has none of: they read, or bring what is nobody's before a commit. A call that is not named here
    /// has one, so that none is forgotten.
    private static let others: Set<String> = [
        "Capabilities", "Status", "Usage", "List", "Changes", "Log", "OpenSession", "Ingest", "IngestFiles",
        "BeginUpload", "WriteUpload", "FinishUpload", "CancelUpload", "Stage", "Match", "Assemble", "PutChunks",
        "CloseSession", "Restore", "Read", "RestoreFiles", "Damaged", "ListAccounts", "ListTracks", "Stats", "Findings",
        "WatchJob", "OpenBlob", "ReadBlob", "CloseBlob", "Health", "CountFolder", "RegisterDevice", "ListDevices",
        "Watch", "GetRetention", "DescribeTracks", "CancelCall", "ListFingerprints", "ReadFingerprints",
    ]

    static func contains(_ method: String) -> Bool { !others.contains(method) }
}
