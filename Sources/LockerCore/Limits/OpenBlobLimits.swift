/// How many contents may be open at a time, and for how long without being read.
public enum OpenBlobLimits {
    /// The most of one account, whoever acts for it.
    public static let perAccount = 256
    /// The most in the whole daemon.
    static let inAll = 4096
    /// One that nobody has read for so long is let go.
    public static let idleTime = Duration.seconds(60)
}
