import LockerBase
import POSIXSupport

/// The chunks that were sent in a session since its last commit, so that none is sent twice.
public final class SentChunks: Sendable {
    private struct State {
        var digests: Set<Digest> = []
        var admitted = 0
    }

    private let state = Monitor(State())

    /// Begins with none, as a session does.
    public init() {}

    /// Whether the daemon has received the chunk of this name.
    public func contains(_ digest: Digest) -> Bool {
        state.withLock { $0.digests.contains(digest) }
    }

    /// Whether there is room for `count` chunks more, which is taken then.
    public func admit(_ count: Int) -> Bool {
        state.withLock { state in
            guard state.admitted + count <= RequestLimits.chunksPerCommit else { return false }
            state.admitted += count
            return true
        }
    }

    /// Remembers chunks that the daemon has received.
    public func insert(_ digests: Set<Digest>) {
        state.withLock { $0.digests.formUnion(digests) }
    }
}
