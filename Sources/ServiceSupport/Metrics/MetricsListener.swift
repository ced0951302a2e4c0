import Glibc
import LockerBase
import MetricsServer
import POSIXSupport

/// A server of metrics at an address, or nothing at no address.
package struct MetricsListener: Sendable {
    let address: MetricsAddress?
    private let server: MetricsServer?

    /// Listens at `address`. Scrapes are answered from ``start()`` on.
    init(at address: MetricsAddress?, content: @escaping @Sendable () -> String) throws(LockerError) {
        self.address = address
        let socket: Descriptor
        switch address {
        case .loopback(let address): socket = try address.listen()
        case .unix(let path): socket = try DaemonSocket.listen(at: path, mode: 0o660)
        case nil:
            server = nil
            return
        }
        do throws(LockerError) {
            server = try MetricsServer(listening: socket, content: content)
        } catch {
            if case .unix(let path) = address { unlink(path) }
            throw error
        }
    }

    /// Stands for `address`, at which another one serves.
    init(servedElsewhere address: MetricsAddress?) {
        self.address = address
        server = nil
    }

    func start() throws(LockerError) {
        try server?.start()
    }

    /// Gives the address up without having served.
    package func drop() {
        if case .unix(let path) = address, server != nil { unlink(path) }
    }

    /// Ends serving, and gives the address up.
    func stop() {
        if case .unix(let path) = address { unlink(path) }
        server?.stop()
    }
}
