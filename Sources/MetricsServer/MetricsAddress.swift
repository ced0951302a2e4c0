import LockerBase

/// Where metrics are to be had: on this machine only, since nobody is asked who they are.
public enum MetricsAddress: Sendable, Equatable, CustomStringConvertible {
    /// A Unix socket at an absolute path.
    case unix(path: String)
    case loopback(LoopbackAddress)

    /// The address that `text` spells: `unix:/run/locker/metrics.sock`, `127.0.0.1:9464` or `[::1]:9464`.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for anything else, and for an address that other machines reach.
    public init(_ text: String) throws(LockerError) {
        guard text.hasPrefix("unix:") else {
            self = .loopback(try LoopbackAddress(text))
            return
        }
        let path = String(text.dropFirst("unix:".count))
        guard path.hasPrefix("/") else {
            throw LockerError(.invalidArgument, "'\(text)': the path of a socket for metrics is absolute")
        }
        self = .unix(path: path)
    }

    /// As ``init(_:)`` reads it.
    public var description: String {
        switch self {
        case .unix(let path): "unix:\(path)"
        case .loopback(let address): address.text
        }
    }
}
