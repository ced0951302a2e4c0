import LockerBase
import LockerClient

/// What is done about a daemon that has no room for what is sent: it is waited for, as long as something or other helps.
struct BusyDaemon {
    private var wait: BusyWait
    private let observer: any ProgressObserver
    /// How much went through before.
    private var done = 0

    /// - Parameter pauses: as ``BusyWait`` takes them.
    init(_ pauses: [Double], _ observer: any ProgressObserver) {
        wait = BusyWait(pauses)
        self.observer = observer
    }

    /// Waits before another try. Returns false, at once, where it was waited for long enough.
    ///
    /// - Parameter done: how much went through by now; where that is more than before, it is waited for anew.
    mutating func waits(after error: LockerError, done: Int) -> Bool {
        if done > self.done { wait.begin() }
        self.done = done
        guard let seconds = wait.next else { return false }
        if seconds >= 1 { observer.waits(seconds, after: error) }
        wait.pause()
        return true
    }

    /// The refusal, with how long was waited for it, and what becomes of what was sent.
    func told(_ error: LockerError) -> LockerError {
        let told = wait.told(error)
        return LockerError(
            told.code, "\(told.message); what was sent until then is kept, and the next sync goes on from there",
            details: told.details, cause: told.cause)
    }
}
