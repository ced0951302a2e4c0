import Glibc
import POSIXSupport

/// Keeps other processes, and other threads, from saving a state while what it holds is read and written anew: an flock(2) on
/// a file beside it, which the kernel drops when the process ends. Where there are no locks, nobody is kept from it.
final class StateLock {
    private let file: Descriptor?

    /// Waits until nobody else has it.
    ///
    /// - Parameter path: of the state file, in a folder that is there.
    init(of path: String) {
        file = try? Descriptor.open(path + ".lock", O_RDWR | O_CREAT, mode: 0o600)
        if let file { _ = retrying { flock(file.number, LOCK_EX) } }
    }

    /// Lets go of it.
    func release() {
        if let file { _ = flock(file.number, LOCK_UN) }
    }
}
