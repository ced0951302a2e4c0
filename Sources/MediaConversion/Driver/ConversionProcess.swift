import Confinement
import Glibc
import LockerBase
import POSIXSupport
import Synchronization

/// A process of ffmpeg as the side sees it that takes what comes out of it. The thread that starts it has to outlive it:
/// it is killed when that ends.
final class ConversionProcess: Sendable {
    private struct State {
        var isReaped = false
        var reason: ConversionEnd?
    }

    private let output: Descriptor
    private let id: pid_t
    private let state = Mutex(State())

    /// - Parameters:
    ///   - arguments: the program's path, and what its command line says behind its name.
    ///   - input: what its standard input is.
    init(_ command: ConverterCommand, _ arguments: [String], input: Descriptor) throws(SystemError) {
        let (reading, writing) = try Descriptor.socketPair()
        id = try ProcessStart.start(command.path, command.arguments + arguments, streams: [input, writing, nil])
        output = reading
    }

    /// Reads what has come of it; 0 at its end. Blocks no longer than `patience`, and kills it then.
    func read(into buffer: UnsafeMutableRawBufferPointer, patience: Duration) throws(SystemError) -> Int {
        let deadline = ContinuousClock.now + patience
        while true {
            let left = max(Duration.zero, deadline - ContinuousClock.now).components
            let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000 + 1
            var entry = pollfd(fd: output.number, events: Int16(POLLIN), revents: 0)
            let count = poll(&entry, 1, Int32(clamping: milliseconds))
            if count > 0 {
                let length = retrying { Glibc.read(output.number, buffer.baseAddress, buffer.count) }
                guard length >= 0 else { throw SystemError("read", on: "ffmpeg") }
                return length
            }
            guard count == 0 || errno == EINTR else { throw SystemError("poll", on: "ffmpeg") }
            if ContinuousClock.now >= deadline {
                end(.silent)
                return 0
            }
        }
    }

    /// Kills it, whatever it is about: ``wait()`` returns `reason` then. Any thread may, any number of times.
    func end(_ reason: ConversionEnd) {
        state.withLock { state in
            guard !state.isReaped else { return }
            if state.reason == nil { state.reason = reason }
            // Nobody has waited for it yet, so that the number is no other's.
            kill(id, SIGKILL)
        }
    }

    /// Leaves it so long to come to its end by itself, and kills it then. Blocks.
    func awaitEnd(patience: Duration) {
        let deadline = ContinuousClock.now + patience
        while !hasEnded {
            if ContinuousClock.now >= deadline { return end(.silent) }
            usleep(1000)
        }
    }

    /// Whether it has, with its number still its own. Not to be asked after ``wait()``.
    private var hasEnded: Bool {
        var information = siginfo_t()
        let result = retrying { waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT | WNOHANG) }
        return result != 0 || information.si_signo != 0
    }

    /// Waits for its end, which is to be at hand, and tells the processor time that it took. To be called once.
    func wait() -> (end: ConversionEnd, time: Duration) {
        var information = siginfo_t()
        // Without its number becoming free, so that another thread may kill it in the meantime.
        _ = retrying { waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT) }
        return state.withLock { state -> (end: ConversionEnd, time: Duration) in
            var status: Int32 = 0
            var usage = rusage()
            _ = retrying { wait4(id, &status, 0, &usage) }
            state.isReaped = true
            let time = ConversionProcess.duration(usage.ru_utime) + ConversionProcess.duration(usage.ru_stime)
            return (state.reason ?? ConversionEnd(status: status), time)
        }
    }

    private static func duration(_ time: timeval) -> Duration {
        .seconds(time.tv_sec) + .microseconds(time.tv_usec)
    }
}
