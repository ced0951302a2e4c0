import HTTPTypes

/// The cookie by which a browser stays signed in. No script reads it, and no other site's page has it sent.
package struct SessionCookie: Sendable {
    /// Longer ones are none of the gateway's.
    private static let maximumLength = 8192

    /// Whether the browser comes by TLS. Then the name sees to it that neither plain HTTP nor another host of the same
    /// domain has set it (RFC 6265bis, section 4.1.3.2).
    private let isSecure: Bool

    package init(isSecure: Bool) {
        self.isSecure = isSecure
    }

    private var name: String { isSecure ? "__Host-locker" : "locker" }

    /// What a request has of it; nil for nothing.
    package func secret(in fields: HTTPFields) -> String? {
        let prefix = name + "="
        for value in fields[values: .cookie] where value.utf8.count <= SessionCookie.maximumLength {
            for pair in value.split(separator: ";") {
                let text = pair.trimmingPrefix { $0 == " " }
                if text.hasPrefix(prefix) { return String(text.dropFirst(prefix.count)) }
            }
        }
        return nil
    }

    /// The value of Set-Cookie for a new session.
    ///
    /// - Parameter seconds: until the browser forgets it.
    package func keeping(_ secret: String, seconds: Int64) -> String {
        "\(name)=\(secret); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Strict" + (isSecure ? "; Secure" : "")
    }

    /// The value of Set-Cookie by which the browser forgets it.
    package var forgetting: String { keeping("", seconds: 0) }
}
