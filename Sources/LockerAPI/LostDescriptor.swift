import LockerBase

/// The error of a call whose descriptor did not come with its request.
public enum LostDescriptor {
    /// What the daemon says, after how many came. Clients know it by that, since daemons of all versions say so.
    private static let text = " descriptors came with the request, and it takes one (SCM_RIGHTS)"

    /// What the daemon answers when `count` descriptors came instead of one.
    public static func error(_ count: Int) -> LockerError {
        LockerError(.invalidArgument, "\(count)\(text)")
    }

    /// Whether `error` says that the request came without a descriptor that it was sent with.
    public static func isCause(of error: LockerError) -> Bool {
        error.code == .invalidArgument && error.message == "0\(text)"
    }
}
