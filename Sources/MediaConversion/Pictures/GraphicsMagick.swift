import Glibc
import LockerBase
import POSIXSupport
import Synchronization

/// GraphicsMagick, as ``MediaProgram`` runs it, to make pictures smaller.
package final class GraphicsMagick: Sendable {
    /// Where Debian has it.
    package static let path = "/usr/bin/gm"

    private let program: MediaProgram

    /// The most bytes that may come of a picture.
    private static let limit = 16 << 20

    /// - Parameter processes: how many of it run at a time; others wait.
    package init(
        _ command: ConverterCommand = .ofThisProgram, program: String = GraphicsMagick.path, processes: Int
    ) throws(LockerError) {
        self.program = try MediaProgram(command, program: program, processes: processes, patience: .seconds(10))
    }

    /// As ``MediaProgram/close()``.
    package func close() { program.close() }

    /// As ``MediaProgram/processorTime``.
    package var processorTime: Duration { program.processorTime }

    /// What it calls itself, as in `GraphicsMagick 1.3.40`.
    ///
    /// - Throws: ``LockerError/Code/unavailable`` where it is missing, or cannot be confined on this machine, and why.
    package func version() async throws(LockerError) -> String {
        try await program.firstLine(["version"])
    }

    /// A picture made smaller; nil where it is none, is too large to be looked at, or is hostile.
    ///
    /// - Parameter file: with the picture and nothing else, at its beginning.
    /// - Throws: ``LockerError/Code/cancelled`` where nobody waits for it any more, which says nothing of the picture.
    package func scale(_ file: Descriptor, _ scale: PictureScale) async throws(LockerError) -> [UInt8]? {
        let made = Made()
        let end = try await program.run(scale.arguments, on: file) { made.add($0) }
        let bytes = made.bytes
        if end == .stopped, bytes.count <= GraphicsMagick.limit {
            throw LockerError(.cancelled, "nobody waits for the picture any more")
        }
        return end == .exited(0) && !bytes.isEmpty ? bytes : nil
    }

    /// Runs `body`, which blocks, on one of the threads.
    func onThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await program.onThread(body)
    }

    private final class Made: Sendable {
        private let made = Mutex<[UInt8]>([])

        var bytes: [UInt8] { made.withLock { $0 } }

        func add(_ piece: UnsafeRawBufferPointer) -> Bool {
            let piece = Array(piece)
            return made.withLock { made in
                made += piece
                return made.count <= GraphicsMagick.limit
            }
        }
    }
}
