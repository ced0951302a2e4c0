import LockerBase
import POSIXSupport

/// The chunks that were sent in a session since its last commit, so that none is sent twice.
package final class SentChunks: Sendable {
    /// The most chunks that the daemon takes between two commits.
    package static let maximumCount = 1 << 17

    private struct State {
        var digests: Set<Digest> = []
        var admitted = 0
    }

    private let state = Monitor(State())

    package init() {}

    package func contains(_ digest: Digest) -> Bool {
        state.withLock { $0.digests.contains(digest) }
    }

    /// Whether there is room for `count` chunks more, which is taken then.
    package func admit(_ count: Int) -> Bool {
        state.withLock { state in
            guard state.admitted + count <= SentChunks.maximumCount else { return false }
            state.admitted += count
            return true
        }
    }

    /// Remembers chunks that the daemon has received.
    package func insert(_ digests: Set<Digest>) {
        state.withLock { $0.digests.formUnion(digests) }
    }
}
