import LockerBase
import Metadata
import POSIXSupport

/// Lets one commit at a time into a library, and commits to different libraries side by side.
final class LibraryLocks: Sendable {
    private struct Key: Hashable {
        let account: Int64
        let library: String
    }

    private let held = Monitor<Set<Key>>([])

    func withLock<Result>(
        _ account: Account, _ library: String, _ body: () throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        let key = Key(account: account.id, library: library)
        held.wait { $0.insert(key).inserted ? () : nil }
        defer {
            held.withLock { _ = $0.remove(key) }
            held.notifyAll()
        }
        return try body()
    }
}
