import LockerBase
import Logging
import Synchronization

/// What a call that changes something tells of it for the line in the log.
final class AuditNote: Sendable {
    private struct State {
        var facts: Logger.Metadata = [:]
        var hasChangedNothing = false
    }

    private let state = Mutex(State())

    func add(_ facts: Logger.Metadata) {
        state.withLock { $0.facts.merge(facts) { _, new in new } }
    }

    /// The call succeeded, and all is as it was: there is nothing to write.
    func nothingHasChanged() {
        state.withLock { $0.hasChangedNothing = true }
    }

    var facts: Logger.Metadata { state.withLock { $0.facts } }
    var hasChangedNothing: Bool { state.withLock { $0.hasChangedNothing } }
}
