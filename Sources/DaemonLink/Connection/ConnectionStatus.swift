import LockerBase
import Logging
import NIOCore
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
    private let known = Mutex(Liveness())

    init(socket: String, logger: Logger) {
        self.socket = socket
        self.logger = logger
    }

    var phase: Phase { current.withLock { $0 } }

    /// Whether the daemon answers, as far as is known by this connection alone.
    var liveness: Liveness { known.withLock { $0 } }

    func noteSilence(at now: NIODeadline) {
        let isNews = known.withLock { known -> Bool in
            if known.isStill { return false }
            known.noteSilence(at: now)
            return true
        }
        guard isNews else { return }
        logger.notice("lockerd does not answer", metadata: ["socket": "\(socket)"])
    }

    func noteSign(at now: NIODeadline) {
        let isNews = known.withLock { known -> Bool in
            defer { known.noteSign(at: now) }
            return known.isStill
        }
        guard isNews else { return }
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
        // One that ends for another reason has met no daemon that hangs.
        known.withLock { known in
            if !known.isStill { known.noteSign(at: .now()) }
        }
        logger.notice("no connection to lockerd", metadata: ["socket": "\(socket)", "error": "\(error)"])
    }
}
