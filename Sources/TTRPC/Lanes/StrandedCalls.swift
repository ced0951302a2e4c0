import POSIXSupport
import Synchronization

/// Calls that wait in vain, or are not wanted any more, and what they hold. Closing a caller's file may hang, so that is
/// left to a thread of its own.
final class StrandedCalls: Sendable {
    private let calls: Mutex<[WaitingCall]>

    init(_ calls: [WaitingCall]) {
        self.calls = Mutex(calls)
    }

    func refuse(_ error: RPCError) {
        end { $0.refuse(error) }
    }

    /// Answers that they are not wanted any more.
    func drop() {
        end { $0.drop() }
    }

    private func end(_ body: (WaitingCall) -> Void) {
        let isEmpty = calls.withLock { calls in
            for call in calls { body(call) }
            return calls.isEmpty
        }
        guard !isEmpty else { return }
        try? Thread("rpc-close", stackSize: 256 << 10) { [self] in calls.withLock { $0 = [] } }.detach()
    }
}
