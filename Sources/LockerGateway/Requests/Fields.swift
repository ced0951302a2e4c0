import HTTPTypes

extension HTTPField.Name {
    /// The revision of a library that an answer is about.
    static let lockerRevision = known("Locker-Revision")
    /// Seconds since 1970 UTC: the time that a file is to have. ownCloud's clients, and rclone for it, send it.
    static let ownCloudTime = known("X-OC-Mtime")
    static let requestID = known("X-Request-Id")

    /// A name that is one.
    private static func known(_ name: String) -> HTTPField.Name {
        HTTPField.Name(name) ?? .server
    }
}
