import LockerBase

/// Where people reach a gateway.
package enum ListenAddress: Sendable, Hashable, CustomStringConvertible {
    /// A host, by its name or number, and a port.
    case tcp(host: String, port: Int)
    /// A Unix socket at an absolute path, for a proxy on this machine.
    case unix(path: String)

    /// Where a gateway listens that is told nothing.
    package static let loopback = ListenAddress.tcp(host: "127.0.0.1", port: 4534)

    /// The address that `text` spells: `127.0.0.1:4534`, `[::]:443`, `music.example:8080`, `unix:/run/locker-gateway/http.sock`.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument``.
    package init(_ text: String) throws(LockerError) {
        if text.hasPrefix("unix:/") {
            self = .unix(path: String(text.dropFirst("unix:".count)))
            return
        }
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]),
            colon > text.startIndex
        else {
            throw LockerError(
                .invalidArgument,
                "'\(text)' is no address to listen at; write a host and a port, as 127.0.0.1:4534 or [::1]:4534, or "
                    + "unix: and an absolute path")
        }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        self = .tcp(host: String(host), port: Int(port))
    }

    package var description: String {
        switch self {
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }
}
