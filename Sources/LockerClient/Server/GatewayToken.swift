/// What a gateway gives a device that signed in.
package struct GatewayToken: Decodable, Sendable {
    /// What the device shows from then on.
    package let token: String
    /// By what the gateway calls it when its tokens are listed.
    package let id: String
    /// Whose it is.
    package let name: String

    /// Whether `token` can go in a header field: printable ASCII without blanks.
    package static func isFit(_ token: String) -> Bool {
        (1...1024).contains(token.utf8.count) && token.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
