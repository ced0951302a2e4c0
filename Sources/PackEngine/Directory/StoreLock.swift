import Glibc
import LockerBase
import POSIXSupport

/// The ownership of a store: an flock(2) on `DIR/lock`, which the kernel drops when the process dies. The file
/// holds the owner's process id, for the message that the next one gets.
final class StoreLock: Sendable {
    /// How often, and with how many microseconds between, a lock is tried that somebody has. A process that is just being
    /// started has the descriptors of the one that starts it until its program runs, and with them the lock of an owner
    /// that has ended meanwhile.
    private static let attempts = 50
    private static let pause: UInt32 = 20_000

    private let descriptor: Descriptor

    /// - Throws: `failedPrecondition` when another process owns the store.
    init(directory: String) throws(LockerError) {
        let path = directory + "/lock"
        descriptor = try translatingSystemErrors(remedy: "the store cannot be locked") { () throws(SystemError) in
            try Descriptor.open(path, O_RDWR | O_CREAT, mode: 0o600)
        }
        guard try StoreLock.isTaken(descriptor, path) else {
            throw LockerError(
                .failedPrecondition,
                "store \(directory) is owned by a running lockerd (pid \(StoreLock.owner(descriptor))); "
                    + "stop that one first")
        }
        writeOwner()
    }

    private static func isTaken(_ descriptor: Descriptor, _ path: String) throws(LockerError) -> Bool {
        for _ in 0..<attempts {
            if retrying({ flock(descriptor.number, LOCK_EX | LOCK_NB) }) == 0 { return true }
            guard errno == EWOULDBLOCK else { throw LockerError(SystemError("flock", on: path)) }
            usleep(pause)
        }
        return false
    }

    /// As far as that can be done: a full disk must not keep a store from being opened for the sake of a message.
    private func writeOwner() {
        _ = ftruncate(descriptor.number, 0)
        try? Array("\(getpid())\n".utf8).withRawBytes { try descriptor.writeFully($0, at: 0) }
    }

    private static func owner(_ descriptor: Descriptor) -> String {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = try? bytes.withMutableRawBytes { try descriptor.readFully(into: $0, at: 0) }
        let digits = bytes[..<(count ?? 0)].prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        return digits.isEmpty ? "unknown" : String(decoding: digits, as: UTF8.self)
    }
}
