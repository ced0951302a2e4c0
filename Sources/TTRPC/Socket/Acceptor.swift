import Glibc
import POSIXSupport

/// Accepts connections on a thread of its own until it is told to stop.
///
/// It is woken through a socket pair: shutting the listening socket down would do, too, but that socket may be
/// shared with a service manager which means to listen at it again.
final class Acceptor: Sendable {
    /// How long to wait before accepting again when the system is out of descriptors or memory, in milliseconds.
    private static let pause: Int32 = 50

    private let listening: Descriptor
    /// Closed when there is no other, so that who connects then hears of it and is not left waiting. Opened before the
    /// first connection can come, when there may be none left.
    private let spare: Monitor<Descriptor?>
    private let sleeper: Descriptor
    private let waker: Descriptor
    private let thread = Monitor<Thread?>(nil)

    init(listening: Descriptor) throws(SystemError) {
        self.listening = listening
        spare = try Monitor(Acceptor.openSpare())
        (sleeper, waker) = try Descriptor.socketPair()
    }

    /// Calls `admit` for every connection, and `refuse` for those that there is no descriptor for. To be called once.
    func start(
        _ admit: @escaping @Sendable (Descriptor) -> Void, refuse: @escaping @Sendable (Descriptor) -> Void
    ) throws(SystemError) {
        let started = try Thread("rpc-accept", stackSize: 256 << 10) { [self] in accept(admit, refuse) }
        thread.withLock { $0 = started }
    }

    /// Ends the thread, and returns when it has ended. To be called once.
    func stop() {
        shutdown(waker.number, Int32(SHUT_RDWR))
        thread.withLock { $0 }?.join()
    }

    private func accept(_ admit: (Descriptor) -> Void, _ refuse: (Descriptor) -> Void) {
        while true {
            var waits = [
                pollfd(fd: sleeper.number, events: Int16(POLLIN), revents: 0),
                pollfd(fd: listening.number, events: Int16(POLLIN), revents: 0),
            ]
            _ = poll(&waits, 2, -1)
            if waits[0].revents != 0 { return }
            guard waits[1].revents != 0 else { continue }
            if let socket = listening.accept() {
                admit(socket)
            } else if errno == EMFILE, spare.withLock({ $0 != nil }) {
                spare.withLock { $0 = nil }
                if let socket = listening.accept() { refuse(socket) }
                keepSpare()
            } else if errno != EINTR && errno != ECONNABORTED {
                // The connection stays in the backlog, so poll would return at once.
                _ = poll(&waits, 1, Acceptor.pause)
                keepSpare()
            }
        }
    }

    private func keepSpare() {
        spare.withLock { $0 = $0 ?? (try? Acceptor.openSpare()) }
    }

    private static func openSpare() throws(SystemError) -> Descriptor {
        try Descriptor.open("/dev/null", O_RDONLY)
    }
}
