import Glibc
import LockerBase
import POSIXSupport

/// Keeps a second one from watching the same folder for the same library: an flock(2) on a file beside the state, which
/// the kernel drops when the process ends.
final class WatchLock: Sendable {
    private let file: Descriptor

    /// - Throws: ``LockerError/Code/failedPrecondition`` where another one has it.
    init(of subject: SyncState.Subject, in stateFolder: String) throws(LockerError) {
        let path = SyncStateFile(of: subject, in: stateFolder).path + ".watch"
        file = try translatingSystemErrors(remedy: "set XDG_STATE_HOME to a folder that can be written") {
            () throws(SystemError) in
            try SyncStateFile.makeFolder(of: path)
            return try Descriptor.open(path, O_RDWR | O_CREAT, mode: 0o600)
        }
        guard retrying({ flock(file.number, LOCK_EX | LOCK_NB) }) == 0 else {
            guard errno == EWOULDBLOCK else { throw LockerError(SystemError("flock", on: path)) }
            throw LockerError(
                .failedPrecondition,
                """
                \(EntryPath.printable(subject.directory)): another locker watches it for \
                \(LibraryFolder.text(subject.library, subject.under)) already (pid \(WatchLock.owner(of: file))); end that \
                one first
                """)
        }
        writeOwner()
    }

    /// As far as that can be done: it is for a message alone.
    private func writeOwner() {
        _ = ftruncate(file.number, 0)
        let bytes = Array("\(getpid())\n".utf8)
        _ = bytes.withUnsafeBytes { try? file.writeFully($0, at: 0, subject: "lock") }
    }

    private static func owner(of file: Descriptor) -> String {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = bytes.withUnsafeMutableBytes { try? file.readFully(into: $0, at: 0, subject: "lock") }
        let digits = bytes[..<(count ?? 0)].prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        return digits.isEmpty ? "unknown" : String(decoding: digits, as: UTF8.self)
    }
}
