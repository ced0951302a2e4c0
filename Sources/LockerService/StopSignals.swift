import Glibc

/// The signals that end the daemon in an orderly way.
struct StopSignals {
    private var set = sigset_t()

    /// Blocks SIGTERM and SIGINT in this thread and all that it starts, so that ``wait()`` alone receives them, and
    /// ignores SIGPIPE. To be called before any other thread starts.
    init() {
        signal(SIGPIPE, SIG_IGN)
        sigemptyset(&set)
        sigaddset(&set, SIGTERM)
        sigaddset(&set, SIGINT)
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Waits for one of the signals, and returns its name.
    func wait() -> String {
        var set = set
        var number: Int32 = 0
        while sigwait(&set, &number) != 0 {}
        return number == SIGTERM ? "SIGTERM" : "SIGINT"
    }
}
