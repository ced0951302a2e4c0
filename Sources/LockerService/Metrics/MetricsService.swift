import Glibc
import LockerBase
import Logging
import MetricsServer
import POSIXSupport
import Synchronization

/// Serves metrics where the operator wants them, which may change while the daemon runs.
final class MetricsService: Sendable {
    /// A server at an address, or nothing at no address.
    struct Place: Sendable {
        let address: MetricsAddress?
        fileprivate let server: MetricsServer?

        /// Gives the address up without having served.
        func drop() {
            if case .unix(let path) = address, server != nil { unlink(path) }
        }
    }

    private let logger: Logger
    private let content: @Sendable () -> String
    private let place: Mutex<Place>

    /// Listens at `address`. Scrapes are answered from ``start()`` on.
    init(
        at address: MetricsAddress?, logger: Logger, content: @escaping @Sendable () -> String
    ) throws(LockerError) {
        self.logger = logger
        self.content = content
        place = Mutex(try MetricsService.place(at: address, content))
    }

    func start() throws(LockerError) {
        try start(place.withLock { $0 })
    }

    /// Listens at another address, and answers there. Returns what ``take(_:)`` wants; of the address that is served
    /// already, nothing new.
    func prepare(_ address: MetricsAddress?) throws(LockerError) -> Place {
        let before = place.withLock { $0 }
        guard address != before.address else { return Place(address: address, server: nil) }
        let next = try MetricsService.place(at: address, content)
        do throws(LockerError) {
            try start(next)
        } catch {
            next.drop()
            throw error
        }
        return next
    }

    /// Ends the server before, where `next` is another.
    func take(_ next: Place) {
        let last = place.withLock { place -> Place? in
            guard next.address != place.address else { return nil }
            defer { place = next }
            return place
        }
        last.map(end)
    }

    func stop() {
        end(place.withLock { $0 })
    }

    private func start(_ place: Place) throws(LockerError) {
        try place.server?.start()
        if let address = place.address { logger.info("metrics", metadata: ["listen": "\(address)"]) }
    }

    private func end(_ place: Place) {
        if case .unix(let path) = place.address { unlink(path) }
        place.server?.stop()
    }

    private static func place(
        at address: MetricsAddress?, _ content: @escaping @Sendable () -> String
    ) throws(LockerError) -> Place {
        let socket: Descriptor
        switch address {
        case .loopback(let address): socket = try address.listen()
        case .unix(let path): socket = try Daemon.listen(at: path, mode: 0o660)
        case nil: return Place(address: nil, server: nil)
        }
        do throws(LockerError) {
            return Place(address: address, server: try MetricsServer(listening: socket, content: content))
        } catch {
            if case .unix(let path) = address { unlink(path) }
            throw error
        }
    }
}
