import LockerBase
import POSIXSupport
import Synchronization

/// A program that makes something else of what it reads, each time in a process that can do nothing but read what it is
/// given and say what comes of it; so many of them at a time.
package final class MediaProgram: Sendable {
    private struct State {
        var running: [ObjectIdentifier: ConversionRun] = [:]
        var time = Duration.zero
        var isClosed = false
    }

    private let command: ConverterCommand
    let program: String
    private let patience: Duration
    /// A thread for each process, which starts it and outlives it.
    private let threads: WorkerPool
    private let state = Mutex(State())

    /// - Parameters:
    ///   - program: its path.
    ///   - processes: how many of it run at a time; others wait.
    ///   - patience: for how long nothing may come out of one.
    package init(
        _ command: ConverterCommand, program: String, processes: Int, patience: Duration
    ) throws(LockerError) {
        (self.command, self.program, self.patience) = (command, program, patience)
        threads = try translatingSystemErrors { () throws(SystemError) in
            try WorkerPool(name: "media", threads: max(1, processes))
        }
    }

    /// Ends those that run, and starts none any more. To be called once, when
    /// nobody begins to run it.
    package func close() {
        let running = state.withLock { state in
            state.isClosed = true
            return Array(state.running.values)
        }
        for run in running { run.stop() }
        threads.finish()
    }

    /// The processor time of those that have ended.
    package var processorTime: Duration { state.withLock { $0.time } }

    /// Runs it, and returns when it has ended; it is killed where the task is cancelled.
    ///
    /// - Parameters:
    ///   - arguments: what its command line says behind its name.
    ///   - input: standard input, at its beginning. A file can be read out of order, which some formats need.
    ///   - take: is given each piece that comes of it, on a thread that may block, and says whether there is to be more.
    package func run(
        _ arguments: [String], on input: Descriptor, take: @escaping @Sendable (UnsafeRawBufferPointer) -> Bool
    ) async throws(LockerError) -> ConversionEnd {
        let run = ConversionRun()
        let isClosed = state.withLock { state in
            if !state.isClosed { state.running[ObjectIdentifier(run)] = run }
            return state.isClosed
        }
        guard !isClosed else { return .stopped }
        let (command, words, patience) = (command, [program] + arguments, patience)
        let result = await withTaskCancellationHandler {
            await onThread { () -> Result<ConversionEnd, SystemError> in
                Result { () throws(SystemError) in
                    try run.perform(command, words, on: input, patience: patience, take)
                }
            }
        } onCancel: {
            run.stop()
        }
        state.withLock { state in
            state.running[ObjectIdentifier(run)] = nil
            state.time += run.processorTime
        }
        return try translatingSystemErrors { () throws(SystemError) in try result.get() }
    }

    /// Runs `body`, which blocks, on one of the threads.
    func onThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            threads.submit { continuation.resume(returning: body()) }
        }
    }
}
