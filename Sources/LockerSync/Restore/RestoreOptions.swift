/// How a restore goes about it.
public struct RestoreOptions: Sendable {
    public var library = "main"
    /// The revision to restore; nil for the newest.
    public var revision: UInt64?
    /// Replace files and links that are already there and differ.
    public var overwrite = false
    /// Compare the content of files that are already there, and not their sizes and times alone.
    public var verify = false
    /// Files in flight at a time.
    public var threads = 4

    public init() {}
}
