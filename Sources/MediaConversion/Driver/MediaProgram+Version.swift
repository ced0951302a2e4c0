import Glibc
import LockerBase
import POSIXSupport
import Synchronization

extension MediaProgram {
    /// The first line of what it says where it is called with `arguments`, as it is run on songs.
    ///
    /// - Throws: ``LockerError/Code/unavailable`` where it is missing, or cannot be confined on this machine, and why.
    func firstLine(_ arguments: [String]) async throws(LockerError) -> String {
        let nothing = try translatingSystemErrors { () throws(SystemError) in
            try Descriptor.open("/dev/null", O_RDONLY)
        }
        let said = Said()
        let end = try await run(arguments, on: nothing) { said.add($0) }
        let line = said.firstLine
        guard end == .exited(0), !line.isEmpty else {
            let reason = end.isUnfit ? line : "\(end)"
            throw LockerError(.unavailable, "\(program) does not run: \(reason.printable)")
        }
        return line
    }

    /// The beginning of what was said.
    private final class Said: Sendable {
        private static let limit = 4096
        private let bytes = Mutex<[UInt8]>([])

        func add(_ piece: UnsafeRawBufferPointer) -> Bool {
            let piece = Array(piece)
            bytes.withLock { $0 += piece.prefix(Said.limit - $0.count) }
            return true
        }

        var firstLine: String {
            String(decoding: bytes.withLock { $0 }.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        }
    }
}
