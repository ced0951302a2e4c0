/// Where a certificate and its key are, as PEM.
package struct TLSFiles: Sendable, Hashable {
    /// The certificate, and behind it those between it and the root.
    package var certificate: String
    package var key: String

    package init(certificate: String, key: String) {
        self.certificate = certificate
        self.key = key
    }
}
