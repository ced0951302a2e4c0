import LockerBase
import POSIXSupport

/// Lets one change of the catalog go on at a time, as a change of the metadata.
final class CatalogGate: Sendable {
    private let gate: ChangeGate
    private let lock = Monitor((), rank: .catalog)

    init(_ gate: ChangeGate) {
        self.gate = gate
    }

    /// Runs `body` while the catalog changes by nobody else.
    func change<Result>(_ body: () throws(LockerError) -> Result) throws(LockerError) -> Result {
        try gate.change { () throws(LockerError) in
            try lock.withLock { (_) throws(LockerError) in try body() }
        }
    }
}
