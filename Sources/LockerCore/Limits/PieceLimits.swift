/// How much of a file's content one request or answer has.
public enum PieceLimits {
    /// The most bytes in one piece of an upload, in the chunks of one request, or in one answer to a read: 1 MiB.
    public static let maximum = 1 << 20
}
