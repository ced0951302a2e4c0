import HTTPTypes
import NIOCore

/// Where a request comes from, as far as those in between are believed.
package enum ClientAddress {
    /// Longer ones are no addresses, and would take memory.
    private static let longest = 64

    /// The address of the peer; of a proxy that is believed, and of one at a Unix socket, what the last `X-Forwarded-For`
    /// that it wrote says.
    static func of(_ channel: any Channel, _ fields: HTTPFields, proxies: Set<String>) -> String {
        of(peer: channel.remoteAddress?.ipAddress, fields, proxies: proxies)
    }

    /// - Parameter peer: its address; nil: it is at a Unix socket.
    package static func of(peer: String?, _ fields: HTTPFields, proxies: Set<String>) -> String {
        of(
            peer: peer, forwardedFor: HTTPField.Name("X-Forwarded-For").flatMap { fields[values: $0].last },
            proxies: proxies)
    }

    /// Each proxy appends the address that it was called from, in a field of its own or behind a comma, so that only the
    /// last one is the proxy's own word.
    ///
    /// - Parameters:
    ///   - peer: the address of the peer; nil at a Unix socket.
    ///   - chain: the value of the last `X-Forwarded-For`.
    package static func of(
        peer: String?, forwardedFor chain: @autoclosure () -> String?, proxies: Set<String>
    ) -> String {
        if let peer, !proxies.contains(peer) { return peer }
        guard let last = chain()?.split(separator: ",").last else { return peer ?? "unix" }
        let text = last.trimmingPrefix { $0 == " " }
        return text.utf8.count <= longest ? String(text) : peer ?? "unix"
    }
}
