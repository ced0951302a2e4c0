import LockerBase
import NIOCore
import NIOHTTP1

/// An answer of HTTP in the place of a relay.
package struct RelayRefusal: Sendable {
    let status: HTTPResponseStatus
    /// For programs, and for people.
    let code: String
    let message: String
    var fields: [(String, String)] = []

    static let unauthorized = RelayRefusal(
        status: .unauthorized, code: "UNAUTHENTICATED", message: "the token is none, or is not taken any more",
        fields: [("WWW-Authenticate", "Bearer realm=\"locker\"")])
    static let hasBody = RelayRefusal(
        status: .badRequest, code: "INVALID_ARGUMENT", message: "the request for calls has no body")
    static let tooManyOfAccount = RelayRefusal(
        status: .tooManyRequests, code: "TOO_MANY", message: "the account has as many connections as it may",
        fields: [("Retry-After", "10")])
    static let tooMany = RelayRefusal(
        status: .serviceUnavailable, code: "TOO_MANY", message: "the gateway has as many connections as it may",
        fields: [("Retry-After", "10")])
    static let noDaemon = RelayRefusal(
        status: .serviceUnavailable, code: "UNAVAILABLE", message: "the daemon cannot be reached at the moment",
        fields: [("Retry-After", "5")])

    static let silentDaemon = RelayRefusal(
        status: .serviceUnavailable, code: "UNAVAILABLE", message: "the daemon does not answer at the moment",
        fields: [("Retry-After", "10")])

    static func later(_ seconds: Int) -> RelayRefusal {
        RelayRefusal(
            status: .tooManyRequests, code: "TOO_MANY", message: "too many wrong tries",
            fields: [("Retry-After", "\(max(1, seconds))")])
    }

    /// The body, as all errors of the gateway have it. The words are this file's own, and need no escapes.
    var body: String { "{\"error\":{\"code\":\"\(code)\",\"message\":\"\(message)\"}}" }

    /// The head of an answer after which the connection ends.
    var head: HTTPResponseHead {
        var headers = HTTPHeaders(fields)
        headers.add(name: "Content-Type", value: "application/json")
        headers.add(name: "X-Content-Type-Options", value: "nosniff")
        headers.add(name: "Content-Length", value: "\(body.utf8.count)")
        headers.add(name: "Connection", value: "close")
        return HTTPResponseHead(version: .http1_1, status: status, headers: headers)
    }
}
