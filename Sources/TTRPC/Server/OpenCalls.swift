import POSIXSupport
import Synchronization

/// The calls of one connection that have no answer yet.
final class OpenCalls: Sendable {
    /// What tells one from another, and how it ends.
    private struct Call: Sendable {
        let metadata: [String: String]
        let principal: Principal
        let cancellation: Cancellation
    }

    /// By their streams.
    private let calls = Mutex<[UInt32: Call]>([:])

    /// Takes in the call on `stream`, which `cancellation` ends.
    func add(
        _ stream: UInt32, _ metadata: [String: String], for principal: Principal, _ cancellation: Cancellation
    ) {
        let call = Call(metadata: metadata, principal: principal, cancellation: cancellation)
        calls.withLock { $0[stream] = call }
    }

    /// Forgets the call on `stream`, which is answered.
    func remove(_ stream: UInt32) {
        calls.withLock { $0[stream] = nil }
    }

    /// Cancels those for `principal` of which `isMeant` says so, but not the one on `stream`. Returns their streams.
    func cancel(
        for principal: Principal, except stream: UInt32,
        where isMeant: (_ stream: UInt32, _ metadata: [String: String]) -> Bool
    ) -> [UInt32] {
        let meant = calls.withLock { $0 }.filter { other, call in
            other != stream && call.principal == principal && isMeant(other, call.metadata)
        }
        for call in meant.values { call.cancellation.cancel(.cancelled) }
        return Array(meant.keys)
    }
}
