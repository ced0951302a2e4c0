/// The keys of a request's metadata.
public enum RequestMetadata {
    /// The account to act for. Operators and frontends may name any, everybody else only their own.
    public static let account = "locker-account"
}
