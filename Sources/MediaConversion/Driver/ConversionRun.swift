import LockerBase
import POSIXSupport
import Synchronization

/// One run of ffmpeg, from before it starts to its end; it may be stopped at any time.
final class ConversionRun: Sendable {
    private struct State {
        var process: ConversionProcess?
        var isStopped = false
        var time = Duration.zero
    }

    private let state = Mutex(State())

    private static let piece = 64 << 10

    /// Has nothing more of it come: it is killed, or is not started.
    func stop() {
        let process = state.withLock { state in
            state.isStopped = true
            return state.process
        }
        process?.end(.stopped)
    }

    /// The processor time that it took, once it has come to its end.
    var processorTime: Duration { state.withLock { $0.time } }

    /// Starts it and hands on what comes of it, until its end. Blocks.
    ///
    /// - Parameter take: is given each piece, and says whether there is to be more.
    func perform(
        _ command: ConverterCommand, _ arguments: [String], on input: Descriptor, patience: Duration,
        _ take: (UnsafeRawBufferPointer) -> Bool
    ) throws(SystemError) -> ConversionEnd {
        let isStopped = state.withLock { $0.isStopped }
        guard !isStopped else { return .stopped }
        let process = try ConversionProcess(command, arguments, input: input)
        let isLate = state.withLock { state in
            state.process = process
            return state.isStopped
        }
        if isLate { process.end(.stopped) }
        do throws(SystemError) {
            try hand(on: process, patience, take)
        } catch {
            process.end(.stopped)
            _ = end(of: process)
            throw error
        }
        return end(of: process)
    }

    private func end(of process: ConversionProcess) -> ConversionEnd {
        let (end, time) = process.wait()
        state.withLock { $0.time = time }
        return end
    }

    private func hand(
        on process: ConversionProcess, _ patience: Duration, _ take: (UnsafeRawBufferPointer) -> Bool
    ) throws(SystemError) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: ConversionRun.piece, alignment: 1)
        defer { buffer.deallocate() }
        while true {
            let count = try process.read(into: buffer, patience: patience)
            // It has closed its output: what it still does is of no use, and is not waited for without end.
            guard count > 0 else { return process.awaitEnd(patience: patience) }
            if !take(UnsafeRawBufferPointer(rebasing: buffer[..<count])) { return process.end(.stopped) }
        }
    }
}
