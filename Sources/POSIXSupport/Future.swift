/// A value that a thread makes ahead of time, or whoever needs it first.
public final class Future<Value: Sendable>: Sendable {
    private enum State {
        case waiting(@Sendable () -> Value)
        case begun
        case made(Value)
    }

    private let state: Monitor<State>

    /// Of what `make` makes, once.
    public init(_ make: @escaping @Sendable () -> Value) {
        state = Monitor(.waiting(make))
    }

    /// Makes it, unless somebody has begun to.
    public func make() {
        let begun: (@Sendable () -> Value)? = state.withLock { state in
            guard case .waiting(let make) = state else { return nil }
            state = .begun
            return make
        }
        guard let begun else { return }
        let value = begun()
        state.withLock { $0 = .made(value) }
        state.notifyAll()
    }

    /// Made here where nobody has begun to; else waited for.
    public var value: Value {
        make()
        return state.wait { state in
            if case .made(let value) = state { value } else { nil }
        }
    }
}
