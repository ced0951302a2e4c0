import LockerBase
import POSIXSupport

/// Lets changes of the metadata go on side by side, and lets in alone what needs all of them to stand still.
///
/// Every call that writes the database takes it before all other locks, and only once.
final class ChangeGate: Sendable {
    private struct State {
        /// Changes that go on.
        var changes = 0
        /// Whether somebody is in alone, or waits to be.
        var isTaken = false
        /// What those who want in are told meanwhile; nil lets them wait.
        var refusal: LockerError?
    }

    private let state = Monitor(State())

    /// Runs `body`, which changes metadata.
    ///
    /// - Throws: the refusal of ``alone(refusing:_:)``; what `body` throws.
    func change<Result>(_ body: () throws(LockerError) -> Result) throws(LockerError) -> Result {
        try LockRank.changeGate.held { () throws(LockerError) in
            try enter()
            defer { leave() }
            return try body()
        }
    }

    /// Whether changes that are asked for are refused at the moment, and do not wait.
    var isRefusing: Bool { state.withLock { $0.refusal != nil } }

    private func enter() throws(LockerError) {
        try state.wait { (state) throws(LockerError) -> Void? in
            if let refusal = state.refusal { throw refusal }
            if state.isTaken { return nil }
            state.changes += 1
            return ()
        }
    }

    private func leave() {
        state.withLock { $0.changes -= 1 }
        state.notifyAll()
    }

    /// Runs `body` while nothing changes.
    ///
    /// - Parameter refusal: what changes that are asked for meanwhile end with; nil lets them wait.
    func alone<Result>(
        refusing refusal: LockerError? = nil, _ body: () throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        try LockRank.changeGate.held { () throws(LockerError) in
            try enterAlone(refusal)
            defer { leaveAlone() }
            state.wait { $0.changes == 0 ? () : nil }
            return try body()
        }
    }

    private func enterAlone(_ refusal: LockerError?) throws(LockerError) {
        try state.wait { (state) throws(LockerError) -> Void? in
            if let refusal = state.refusal { throw refusal }
            if state.isTaken { return nil }
            (state.isTaken, state.refusal) = (true, refusal)
            return ()
        }
        // Those who wait already are refused too.
        state.notifyAll()
    }

    private func leaveAlone() {
        state.withLock { ($0.isTaken, $0.refusal) = (false, nil) }
        state.notifyAll()
    }
}
