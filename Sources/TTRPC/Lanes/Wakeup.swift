/// Has a call that is parked look for its answer again.
public final class Wakeup: Sendable {
    private let body: @Sendable () -> Void

    /// One that wakes by `body`, or nobody.
    public init(_ body: @escaping @Sendable () -> Void = {}) {
        self.body = body
    }

    /// Wakes the call. Any thread may, at any time and any number of times: also before the call is parked, which then
    /// looks once more, and after it was answered. It waits for nothing.
    public func wake() {
        body()
    }
}
