import Glibc
import LockerSync
import POSIXSupport

/// What happens when a person stops a command.
enum Interrupts {
    /// Whether whoever started the program wants it to live through `signal`, as nohup(1) does.
    private static func isIgnored(_ signal: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(signal, nil, &action) == 0 else { return false }
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    private struct Plan {
        /// Has what runs end by itself, and tells whether that is to be waited for.
        var stop: (@Sendable () -> Bool)?
        /// What is said before the process ends.
        var say: (@Sendable () -> Void)?
        var isInterrupted = false
        var isOver = false
    }

    private static let plan = Monitor(Plan())
    /// How long it is waited for what ends by itself: so many tenths of a second.
    private static let patience = 100

    /// Runs `body`. When a person stops it, `stop` is called, and where it says so the process ends when `body` does: by
    /// then that has remembered what it did. It does not return then. A second interrupt ends the process at once.
    static func during<Result, Failure: Error>(
        stop: (@Sendable () -> Bool)?, say: @escaping @Sendable () -> Void, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        plan.withLock { $0 = Plan(stop: stop, say: say, isInterrupted: $0.isInterrupted) }
        defer {
            let isEnding = plan.withLock { plan in
                plan.isOver = true
                (plan.stop, plan.say) = (nil, plan.isInterrupted ? plan.say : nil)
                return plan.isInterrupted
            }
            while isEnding { pause() }
        }
        return try body()
    }

    /// From here on, SIGINT, SIGTERM and SIGHUP take the temporary files away before they end the process. To be
    /// called before other threads are started.
    ///
    /// A thread waits for the signals instead of a handler: a handler may not take the lock that guards the list.
    static func watch() throws(SystemError) {
        // A file that may grow no longer is an error of the write (EFBIG), and no end of the program.
        signal(SIGXFSZ, SIG_IGN)
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(signal) { sigaddset(&signals, signal) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        let set = signals
        try Thread("interrupts") {
            var signals = set
            var signal: Int32 = 0
            while sigwait(&signals, &signal) != 0 {}
            waitForEnd(&signals)
            TemporaryFiles.shared.removeAll()
            if let say = plan.withLock({ $0.say }) {
                // A terminal shows ^C where the cursor is, behind what progress has drawn there.
                if signal == SIGINT, isatty(STDERR_FILENO) == 1 { Console.note("\n") }
                say()
            }
            // Ending by the signal itself tells the shell what happened.
            pthread_sigmask(SIG_UNBLOCK, &signals, nil)
            kill(getpid(), signal)
        }.detach()
    }

    /// Has what runs end by itself, where it can, and waits for that.
    private static func waitForEnd(_ signals: inout sigset_t) {
        let stop = plan.withLock { plan in
            plan.isInterrupted = true
            return plan.stop
        }
        guard let stop, stop() else { return }
        var tenth = timespec(tv_sec: 0, tv_nsec: 100_000_000)
        for _ in 0..<patience {
            if plan.withLock({ $0.isOver }) || sigtimedwait(&signals, nil, &tenth) > 0 { return }
        }
    }
}
