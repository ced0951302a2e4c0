import Glibc
import LockerService
import Testing

/// A SIGHUP that comes before the daemon listens to it.
@Suite struct EarlyReloadTests {
    /// To this thread alone: without the hold, it would end the tests.
    @Test func itWaitsForWhoTakesIt() {
        EarlyReload.hold()
        defer { EarlyReload.release() }
        #expect(pthread_kill(pthread_self(), SIGHUP) == 0)
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGHUP)
        var time = timespec(tv_sec: 0, tv_nsec: 0)
        #expect(sigtimedwait(&set, nil, &time) == SIGHUP)
    }
}
