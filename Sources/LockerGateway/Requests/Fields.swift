import HTTPTypes

extension HTTPField.Name {
    /// The revision of a library that an answer is about.
    static let lockerRevision = known("Locker-Revision")
    /// Seconds since 1970 UTC: the time that a file is to have. ownCloud's clients, and rclone for it, send it.
    static let ownCloudTime = known("X-OC-Mtime")
    static let requestID = known("X-Request-Id")
    /// By which scheme a proxy was called, as it says.
    static let forwardedProtocol = known("X-Forwarded-Proto")
    /// How the page that a request comes of is related to what it asks for, as browsers say; no page can say it.
    static let fetchSite = known("Sec-Fetch-Site")
    static let openerPolicy = known("Cross-Origin-Opener-Policy")
    static let referrerPolicy = known("Referrer-Policy")

    /// A name that is one.
    private static func known(_ name: String) -> HTTPField.Name {
        HTTPField.Name(name) ?? .server
    }
}
