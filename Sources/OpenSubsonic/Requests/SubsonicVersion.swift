/// The version of the API that a client speaks.
struct SubsonicVersion: Hashable {
    let major: Int
    let minor: Int

    /// That of ``SubsonicDocument/version``.
    static let served = SubsonicVersion(major: 1, minor: 16)

    init(major: Int, minor: Int) {
        (self.major, self.minor) = (major, minor)
    }

    /// Reads `1.16.1`; the last part is of no consequence. Nil for what is no version.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 3, let major = parts.first.flatMap({ Int($0) }), major >= 0 else { return nil }
        guard let minor = parts.count > 1 ? Int(parts[1]) : 0, minor >= 0 else { return nil }
        self.init(major: major, minor: minor)
    }

    /// Every call says the client's version and its name.
    ///
    /// Source: OpenSubsonic, "Subsonic API versions": a client is understood whose major version is the server's, and
    /// its minor version not above the server's.
    static func check(_ parameters: SubsonicParameters) throws(SubsonicError) {
        for name in ["v", "c"] where parameters.first(name) == nil {
            throw SubsonicError(.missingParameter, "the parameter \(name) is missing")
        }
        guard let version = parameters.first("v").flatMap({ SubsonicVersion($0) }) else {
            throw SubsonicError(.missingParameter, "the parameter v must be a version, as in 1.16.1")
        }
        if version.major < served.major {
            throw SubsonicError(
                .clientTooOld, "this server speaks version \(SubsonicDocument.version); update the client")
        }
        if version.major > served.major || version.minor > served.minor {
            throw SubsonicError(
                .serverTooOld, "this server speaks version \(SubsonicDocument.version), the client a newer one")
        }
    }
}
