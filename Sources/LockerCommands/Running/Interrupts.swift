import Glibc
import LockerSync
import POSIXSupport
import Synchronization

/// What happens when a person stops a command.
enum Interrupts {
    /// Whether whoever started the program wants it to live through `signal`, as nohup(1) does.
    private static func isIgnored(_ signal: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(signal, nil, &action) == 0 else { return false }
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// What is said before the process ends.
    private static let lastWords = Mutex<(@Sendable () -> Void)?>(nil)

    /// Lets `body` say what an interrupt leaves; nil for nothing.
    static func whenInterrupted(_ body: (@Sendable () -> Void)?) {
        lastWords.withLock { $0 = body }
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
            TemporaryFiles.shared.removeAll()
            if let say = lastWords.withLock({ $0 }) {
                // A terminal shows ^C where the cursor is, behind what progress has drawn there.
                if signal == SIGINT, isatty(STDERR_FILENO) == 1 { Console.note("\n") }
                say()
            }
            // Ending by the signal itself tells the shell what happened.
            pthread_sigmask(SIG_UNBLOCK, &signals, nil)
            kill(getpid(), signal)
        }.detach()
    }
}
