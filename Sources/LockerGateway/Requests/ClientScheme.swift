import HTTPTypes

/// Whether a client's way to the gateway is encrypted, as far as those in between are believed.
package enum ClientScheme {
    /// - Parameters:
    ///   - peer: the address of the peer; nil: it is at a Unix socket.
    ///   - proxies: those whose word counts, as it does at a Unix socket: the last `X-Forwarded-Proto`.
    ///   - hasTLS: whether the gateway itself takes nothing but TLS.
    package static func isSecure(peer: String?, _ fields: HTTPFields, proxies: Set<String>, hasTLS: Bool) -> Bool {
        if hasTLS { return true }
        if let peer, !proxies.contains(peer) { return false }
        guard let last = fields[values: .forwardedProtocol].last?.split(separator: ",").last else { return false }
        return last.trimmingPrefix { $0 == " " }.lowercased() == "https"
    }
}
