import LockerBase
import Synchronization

/// Starts workers, and stops trying for a while where none starts: then it is not songs that are to blame.
final class WorkerStarts: Sendable {
    private struct State {
        var failures = 0
        var last: LockerError?
        var retry: ContinuousClock.Instant?
    }

    private let command: WorkerCommand
    private let state = Mutex(State())

    private static let most = 3
    private static let pause = Duration.seconds(30)

    init(_ command: WorkerCommand) {
        self.command = command
    }

    /// Starts one, which takes some milliseconds.
    func start() throws(LockerError) -> WorkerProcess {
        let refused = state.withLock { state -> LockerError? in
            guard let retry = state.retry, ContinuousClock.now < retry else { return nil }
            return state.last
        }
        if let refused { throw refused }
        do throws(LockerError) {
            let process = try WorkerProcess(command)
            state.withLock { $0 = State() }
            return process
        } catch {
            state.withLock { state in
                state.failures += 1
                state.last = error
                if state.failures >= WorkerStarts.most { state.retry = ContinuousClock.now + WorkerStarts.pause }
            }
            throw error
        }
    }
}
