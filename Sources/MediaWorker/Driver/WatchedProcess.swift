import Glibc
import POSIXSupport

/// A process of ours from its start to its end. A thread waits for it all the while, so that nothing is left of one that
/// comes to its end by itself, whenever that is and whoever remembers it then.
final class WatchedProcess: Sendable {
    private let id: pid_t
    /// Whether it has ended, and its number may be another's.
    private let isOver = Monitor(false)

    /// - Parameter id: a process that was just started, and is nobody else's to wait for. It is killed where this throws.
    init(_ id: pid_t) throws(SystemError) {
        self.id = id
        let isOver = isOver
        do throws(SystemError) {
            try Thread("worker-end") { WatchedProcess.wait(for: id, isOver) }.detach()
        } catch {
            kill(id, SIGKILL)
            WatchedProcess.wait(for: id, isOver)
            throw error
        }
    }

    var hasEnded: Bool { isOver.withLock { $0 } }

    /// The processor time that it has used; zero once it has ended.
    var processorTime: Duration {
        isOver.withLock { isOver -> Duration in
            var (clock, time) = (clockid_t(), timespec())
            guard !isOver, clock_getcpuclockid(id, &clock) == 0, clock_gettime(clock, &time) == 0 else { return .zero }
            return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
        }
    }

    /// Kills it, whatever it is about, and returns when nothing is left of it. Any thread may, any number of times.
    func end() {
        isOver.withLock { isOver in
            // Nobody has taken note of its end yet, so that the number is no other's.
            if !isOver { kill(id, SIGKILL) }
        }
        isOver.wait { isOver -> Void? in isOver ? () : nil }
    }

    private static func wait(for id: pid_t, _ isOver: Monitor<Bool>) {
        var information = siginfo_t()
        // Without its number becoming free, which it does under the lock alone.
        _ = retrying { waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT) }
        isOver.withLock { isOver in
            var status: Int32 = 0
            _ = retrying { waitpid(id, &status, 0) }
            isOver = true
        }
        isOver.notifyAll()
    }
}
