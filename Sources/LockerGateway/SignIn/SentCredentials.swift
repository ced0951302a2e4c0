import Foundation
import HTTPTypes

/// What a request signs in with, in its field Authorization (RFC 9110, section 11.6.2).
package enum SentCredentials: Equatable {
    /// RFC 6750.
    case bearer(String)
    /// RFC 7617: a person's name and an app password.
    case basic(user: String, password: String)

    /// Longer ones are none of the gateway's.
    private static let maximumLength = 4096

    /// Nil where there are none, or none of these.
    package init?(_ fields: HTTPFields) {
        guard let value = fields[.authorization], value.utf8.count <= SentCredentials.maximumLength,
            let blank = value.firstIndex(of: " ")
        else { return nil }
        let rest = value[value.index(after: blank)...].trimmingPrefix { $0 == " " }
        switch value[..<blank].lowercased() {
        case "bearer": self = .bearer(String(rest))
        case "basic":
            guard let bytes = Data(base64Encoded: String(rest)), let text = String(bytes: bytes, encoding: .utf8),
                let colon = text.firstIndex(of: ":")
            else { return nil }
            self = .basic(user: String(text[..<colon]), password: String(text[text.index(after: colon)...]))
        default: return nil
        }
    }
}
