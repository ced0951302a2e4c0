import Glibc

/// The signals that tell the daemon to stop or to read its configuration again.
struct DaemonSignals {
    enum Signal: Equatable {
        /// SIGTERM or SIGINT, by its name.
        case stop(String)
        /// SIGHUP.
        case reload
    }

    private var set = sigset_t()

    /// Blocks SIGTERM, SIGINT and SIGHUP in this thread and all that it starts, so that ``next(seconds:)`` alone
    /// receives them. Ignores SIGPIPE and SIGXFSZ: who writes gets the error, EPIPE or EFBIG, and the daemon goes on.
    /// To be called before any other thread starts.
    init() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        sigemptyset(&set)
        for number in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&set, number) }
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Waits for one of the signals, for so many seconds at most. Returns nil when none came.
    func next(seconds: Int) -> Signal? {
        var set = set
        var time = timespec(tv_sec: seconds, tv_nsec: 0)
        switch sigtimedwait(&set, nil, &time) {
        case SIGTERM: return .stop("SIGTERM")
        case SIGINT: return .stop("SIGINT")
        case SIGHUP: return .reload
        default: return nil
        }
    }
}
