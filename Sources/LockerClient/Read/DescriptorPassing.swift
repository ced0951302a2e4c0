import LockerAPI
import LockerBase
import POSIXSupport

/// Whether descriptors of open files reach the daemon. Through a socket that something forwards (`ssh -L`), bytes pass
/// alone.
public final class DescriptorPassing: Sendable {
    private let state = Monitor(false)

    /// Begins in the hope that they do.
    public init() {}

    /// Whether a descriptor is known to have been lost on its way.
    public var isBroken: Bool { state.withLock { $0 } }

    /// Runs `pass`, or once a descriptor was lost `stream`.
    public func run<Result>(
        _ pass: () throws(LockerError) -> Result, otherwise stream: () throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        if !isBroken {
            do {
                return try pass()
            } catch {
                guard LostDescriptor.isCause(of: error) else { throw error }
                state.withLock { $0 = true }
            }
        }
        return try stream()
    }
}
