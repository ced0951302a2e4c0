import Glibc
import LockerBase
import POSIXSupport

/// A TCP port of a loopback address, which no other machine reaches: 127.0.0.0/8 (RFC 6890) or ::1 (RFC 4291).
public struct LoopbackAddress: Sendable, Equatable {
    private enum Host: Equatable {
        /// In the order of the network.
        case v4(UInt32)
        case v6
    }

    private let host: Host
    private let port: UInt16
    /// As it was spelt.
    let text: String

    /// The address that `text` spells: `127.0.0.1:9464` or `[::1]:9464`.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument``.
    init(_ text: String) throws(LockerError) {
        self.text = text
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]), port > 0 else {
            throw LoopbackAddress.refused(text)
        }
        self.port = port
        let name = String(text[..<colon])
        var v4 = in_addr()
        var v6 = in6_addr()
        if inet_pton(AF_INET, name, &v4) == 1, UInt32(bigEndian: v4.s_addr) >> 24 == 127 {
            host = .v4(v4.s_addr)
        } else if name.hasPrefix("["), name.hasSuffix("]"),
            inet_pton(AF_INET6, String(name.dropFirst().dropLast()), &v6) == 1,
            withUnsafeBytes(of: v6, { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 })
        {
            host = .v6
        } else {
            throw LoopbackAddress.refused(text)
        }
    }

    /// Listens there.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` when somebody else does, or the system does not let it.
    public func listen() throws(LockerError) -> Descriptor {
        do throws(SystemError) {
            let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
            let number = socket(host == .v6 ? AF_INET6 : AF_INET, kind, 0)
            guard number >= 0 else { throw SystemError("socket", on: text) }
            let descriptor = Descriptor(owning: number)
            // Connections of the daemon before this one may still be ending.
            var on: Int32 = 1
            setsockopt(number, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
            guard bind(number) == 0 else { throw SystemError("bind", on: text) }
            guard Glibc.listen(number, 64) == 0 else { throw SystemError("listen", on: text) }
            return descriptor
        } catch {
            throw LockerError(
                .failedPrecondition,
                "\(error); choose another address for metrics, or let lockerd have this one (lockerd(8), metrics.listen)",
                cause: error)
        }
    }

    private func bind(_ number: Int32) -> Int32 {
        switch host {
        case .v4(let address):
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = port.bigEndian
            name.sin_addr.s_addr = address
            return LoopbackAddress.bind(number, name)
        case .v6:
            var name = sockaddr_in6()
            name.sin6_family = sa_family_t(AF_INET6)
            name.sin6_port = port.bigEndian
            name.sin6_addr = in6addr_loopback
            return LoopbackAddress.bind(number, name)
        }
    }

    private static func bind<Name>(_ number: Int32, _ name: Name) -> Int32 {
        withUnsafeBytes(of: name) { bytes in
            Glibc.bind(number, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count))
        }
    }

    private static func refused(_ text: String) -> LockerError {
        LockerError(
            .invalidArgument,
            "'\(text)': metrics are served at a port of a loopback address (127.0.0.1:9464, [::1]:9464) or at a Unix "
                + "socket (unix:/run/locker-metrics/metrics.sock), and nowhere else; let a proxy carry them further")
    }
}
