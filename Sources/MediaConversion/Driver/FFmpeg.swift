import LockerBase
import POSIXSupport

/// ffmpeg, as ``MediaProgram`` runs it.
package final class FFmpeg: Sendable {
    /// Where Debian has it.
    package static let path = "/usr/bin/ffmpeg"

    private let program: MediaProgram

    /// - Parameters:
    ///   - program: its path.
    ///   - processes: how many of it run at a time; others wait.
    ///   - patience: for how long nothing may come out of one.
    package init(
        _ command: ConverterCommand = .ofThisProgram, program: String = FFmpeg.path, processes: Int,
        patience: Duration = .seconds(60)
    ) throws(LockerError) {
        self.program = try MediaProgram(command, program: program, processes: processes, patience: patience)
    }

    /// As ``MediaProgram/close()``.
    package func close() { program.close() }

    /// As ``MediaProgram/processorTime``.
    package var processorTime: Duration { program.processorTime }

    /// Runs it, and returns when it has ended; it is killed where the task is cancelled.
    ///
    /// - Parameters:
    ///   - arguments: what its command line says behind its name. `file:/proc/self/fd/0` is the input, `pipe:1` what
    ///     comes of it.
    ///   - input: standard input, at its beginning. A file can be read out of order, which some formats need.
    ///   - take: is given each piece that comes of it, on a thread that may block, and says whether there is to be more.
    package func run(
        _ arguments: [String], on input: Descriptor, take: @escaping @Sendable (UnsafeRawBufferPointer) -> Bool
    ) async throws(LockerError) -> ConversionEnd {
        try await program.run(arguments, on: input, take: take)
    }

    /// What it calls itself, as in `ffmpeg version 5.1.9`: found by running it as it is run on songs.
    ///
    /// - Throws: ``LockerError/Code/unavailable`` where it is missing, or cannot be confined on this machine, and why.
    package func version() async throws(LockerError) -> String {
        try await program.firstLine(["-hide_banner", "-version"])
    }

    /// Runs `body`, which blocks, on one of the threads.
    func onThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await program.onThread(body)
    }
}
