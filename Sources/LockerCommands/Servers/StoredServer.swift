/// A server that somebody has signed in to from this device.
package struct StoredServer: Codable, Sendable, Equatable {
    /// Its address, in the one spelling that there is of each.
    package var url: String
    /// The account.
    package var account: String
    /// What shows the server whose calls these are.
    package var token: String
    /// What the device is called there; nil where somebody brought the token.
    package var label: String?
    /// The file of the certificates by one of which the server's is signed; nil for those of the system.
    package var certificates: String?

    package init(
        url: String, account: String, token: String, label: String? = nil, certificates: String? = nil
    ) {
        (self.url, self.account, self.token) = (url, account, token)
        (self.label, self.certificates) = (label, certificates)
    }
}
