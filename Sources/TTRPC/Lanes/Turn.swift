import Synchronization

/// One call on one thread.
final class Turn: Sendable {
    let principal: Principal
    /// Touched under the pool's lock.
    let isOver = Mutex(false)

    init(_ principal: Principal) {
        self.principal = principal
    }
}
