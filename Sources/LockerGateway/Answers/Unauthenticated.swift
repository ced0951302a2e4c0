import HTTPTypes
import Hummingbird

/// Nobody has signed in, or with something that is not right: which it was is not told.
struct Unauthenticated: Error {
    /// Seconds until the next try is looked at.
    var retryAfter: Int?

    func response(request: String) -> Response {
        var fields: HTTPFields = [.wwwAuthenticate: "Bearer realm=\"locker\""]
        if let retryAfter {
            fields[.retryAfter] = String(retryAfter)
            return APIError(
                code: "TOO_MANY", message: "too many wrong tries; wait \(retryAfter) seconds", request: request
            ).response(.tooManyRequests, fields)
        }
        return APIError(
            code: "UNAUTHENTICATED", message: "sign in: what was given is missing, wrong or revoked", request: request
        ).response(.unauthorized, fields)
    }
}
