import HTTPTypes
import NIOCore

/// Where a request comes from, as far as those in between are believed.
enum ClientAddress {
    /// The address of the peer; of a proxy that is believed, and of one at a Unix socket, what the last `X-Forwarded-For`
    /// that it wrote says.
    ///
    /// Each proxy appends the address that it was called from, so that only the last one is the proxy's own word.
    static func of(_ channel: any Channel, _ fields: HTTPFields, proxies: Set<String>) -> String {
        let peer = channel.remoteAddress?.ipAddress
        if let peer, !proxies.contains(peer) { return peer }
        guard let name = HTTPField.Name("X-Forwarded-For"), let chain = fields[values: name].last,
            let last = chain.split(separator: ",").last
        else { return peer ?? "unix" }
        let text = last.trimmingPrefix { $0 == " " }
        return text.count <= 64 ? String(text) : peer ?? "unix"
    }
}
