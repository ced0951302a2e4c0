import LockerSync
import POSIXSupport

/// Does something once, when a transfer begins: what another device does meanwhile.
final class HookedProgress: ProgressObserver {
    private let hook: Monitor<(@Sendable () -> Void)?>
    private let isAtFirstFile: Bool

    /// - Parameter atFirstFile: waits until something of the first file is done.
    init(atFirstFile: Bool = false, _ hook: @escaping @Sendable () -> Void) {
        self.hook = Monitor(hook)
        isAtFirstFile = atFirstFile
    }

    func begin(files: Int, bytes: Int) { if !isAtFirstFile { run() } }
    func advance(files: Int, bytes: Int) { if isAtFirstFile { run() } }
    func spared(files: Int, bytes: Int) {}
    func skipped(_ item: Skipped) {}
    func end() {}

    private func run() {
        let body = hook.withLock { hook in
            defer { hook = nil }
            return hook
        }
        body?()
    }
}
