/// Somebody who listens to a conversion, as long as this is referred to.
package final class ConversionListener: Sendable {
    package let conversion: Conversion
    private let grace: Duration
    private let isCounted: Bool

    /// Nil where the conversion has failed, or was stopped: then another one is to be begun.
    init?(_ conversion: Conversion, grace: Duration) {
        let isJoined = conversion.state.withLock { state in
            if case .failed? = state.outcome { return false }
            guard !state.isStopped else { return false }
            state.listeners += 1
            return true
        }
        (self.conversion, self.grace, isCounted) = (conversion, grace, isJoined)
        if !isJoined { return nil }
    }

    deinit {
        guard isCounted else { return }
        let last = conversion.state.withLock { state -> Int? in
            state.listeners -= 1
            guard state.listeners == 0, state.outcome == nil else { return nil }
            state.silences += 1
            return state.silences
        }
        guard let silence = last else { return }
        Task { [conversion, grace] in
            try? await Task.sleep(for: grace)
            conversion.stop(unlessHeardSince: silence)
        }
    }
}

extension Conversion {
    /// Stops it where nobody has come since nobody was left, unless half of it is done.
    func stop(unlessHeardSince silence: Int) {
        let stop = state.withLock { state -> (@Sendable () -> Void)? in
            guard state.listeners == 0, state.silences == silence, state.outcome == nil else { return nil }
            if let expectedSize, state.written >= expectedSize / 2, state.written > 0 { return nil }
            state.isStopped = true
            return state.stop
        }
        stop?()
    }

    /// Takes note of how it is stopped.
    func onStop(_ stop: @escaping @Sendable () -> Void) {
        let isStopped = state.withLock { state in
            state.stop = stop
            return state.isStopped
        }
        if isStopped { stop() }
    }
}
