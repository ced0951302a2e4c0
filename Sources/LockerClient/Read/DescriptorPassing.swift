import LockerAPI
import LockerBase
import POSIXSupport

/// Whether descriptors of open files reach the daemon. Through a socket that something forwards (`ssh -L`), bytes pass
/// alone, and so they do through a server.
public final class DescriptorPassing: Sendable {
    private enum State {
        case hoped
        case lost
        /// Nobody hoped for it.
        case never
    }

    private let state: Monitor<State>

    /// Begins in the hope that they do.
    public init() {
        state = Monitor(.hoped)
    }

    /// Begins with what is known of `connection`.
    public init(over connection: LockerConnection) {
        state = Monitor(connection.passesDescriptors ? .hoped : .never)
    }

    /// Whether they do not, as far as is known.
    public var isBroken: Bool { state.withLock { $0 != .hoped } }

    /// Whether one was sent and lost on its way, which nobody knew before.
    public var hasLost: Bool { state.withLock { $0 == .lost } }

    /// Runs `pass`, or once a descriptor was lost `stream`.
    public func run<Result>(
        _ pass: () throws(LockerError) -> Result, otherwise stream: () throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        if !isBroken {
            do {
                return try pass()
            } catch {
                guard LostDescriptor.isCause(of: error) else { throw error }
                state.withLock { $0 = .lost }
            }
        }
        return try stream()
    }
}
