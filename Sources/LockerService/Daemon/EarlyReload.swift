import Glibc

/// SIGHUP to a daemon that only begins to start: it would end a process that does not listen to it yet.
public enum EarlyReload {
    /// Has SIGHUP wait from here on, until ``Daemon/run(_:logger:output:reload:)`` takes it. To be called first of all,
    /// before any other thread starts.
    public static func hold() { change(SIG_BLOCK) }

    /// Lets it end the process again, where there is no configuration to read again. One that has waited does so now.
    public static func release() { change(SIG_UNBLOCK) }

    private static func change(_ how: Int32) {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGHUP)
        pthread_sigmask(how, &set, nil)
    }
}
