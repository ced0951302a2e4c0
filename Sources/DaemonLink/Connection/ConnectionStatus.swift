import LockerBase
import Logging
import Synchronization

/// How far a connection is, for whoever asks from any thread.
final class ConnectionStatus: Sendable {
    enum Phase {
        case opening
        case open(Greeting)
        /// Whether it was open before.
        case ended(LockerError, wasOpen: Bool)
    }

    private let socket: String
    private let logger: Logger
    private let current = Mutex(Phase.opening)
    private let still = Atomic<Bool>(false)

    init(socket: String, logger: Logger) {
        self.socket = socket
        self.logger = logger
    }

    var phase: Phase { current.withLock { $0 } }

    /// Whether the daemon is at the other end, as far as is known, and answers nothing.
    var isStill: Bool { still.load(ordering: .relaxed) }

    func noteSilence() {
        guard !still.exchange(true, ordering: .relaxed) else { return }
        logger.notice("lockerd does not answer", metadata: ["socket": "\(socket)"])
    }

    func noteSign() {
        guard isStill, still.exchange(false, ordering: .relaxed) else { return }
        logger.notice("lockerd answers again", metadata: ["socket": "\(socket)"])
    }

    func open(_ greeting: Greeting) {
        current.withLock { $0 = .open(greeting) }
        logger.info("connected to lockerd", metadata: ["socket": "\(socket)", "version": "\(greeting.version)"])
    }

    /// - Parameter isWanted: whether this side ends it, of which the log says nothing.
    func end(_ error: LockerError, isWanted: Bool) {
        let isNews = current.withLock { phase in
            switch phase {
            case .opening: phase = .ended(error, wasOpen: false)
            case .open: phase = .ended(error, wasOpen: true)
            case .ended: return false
            }
            return true
        }
        guard isNews, !isWanted else { return }
        logger.notice("no connection to lockerd", metadata: ["socket": "\(socket)", "error": "\(error)"])
    }
}
