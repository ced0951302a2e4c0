/// The keys of a request's metadata.
public enum RequestMetadata {
    /// The account to act for. Operators and frontends may name any, everybody else only their own.
    public static let account = "locker-account"
    /// What the client calls the request: 1 to 64 printable characters of ASCII without blanks. Errors and the daemon's
    /// log name it.
    public static let request = "locker-request"
}
