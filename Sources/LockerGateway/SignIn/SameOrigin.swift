import HTTPTypes
import Hummingbird
import LockerBase

/// Whether a request that a browser makes is one of the gateway's own page, and not of another site's.
package enum SameOrigin {
    /// Browsers that say `Sec-Fetch-Site` say it of every request over TLS and to this machine: `none` is an address
    /// that somebody typed. Of others, `Origin` tells. Where neither is said, only what changes nothing is taken.
    ///
    /// - Parameter host: to which the request goes: the field Host.
    package static func holds(_ method: HTTPRequest.Method, _ fields: HTTPFields, host: String?) -> Bool {
        let isSafe = method == .get || method == .head
        if let site = fields[.fetchSite] { return site == "same-origin" || (isSafe && site == "none") }
        guard let origin = fields[.origin] else { return isSafe }
        guard let host, let range = origin.firstRange(of: "://") else { return false }
        return origin[range.upperBound...].lowercased() == host.lowercased()
    }

    /// - Throws: ``LockerError/Code/permissionDenied``.
    static func check(_ request: Request) throws(LockerError) {
        guard holds(request.method, request.headers, host: request.head.authority) else {
            let isTold = request.headers[.fetchSite] != nil || request.headers[.origin] != nil
            throw LockerError(
                .permissionDenied,
                isTold
                    ? "this came of another site's page; where a proxy is in front, it has to pass Host on as it is"
                    : "it is not said which page this came of; a program says Origin, as this server's own address")
        }
    }
}
