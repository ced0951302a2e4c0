import LockerBase
import Metadata
import POSIXSupport

/// Lets one commit at a time into a library, and commits to different libraries side by side.
final class LibraryLocks: Sendable {
    fileprivate struct Key: Hashable {
        let account: Int64
        let library: String
    }

    fileprivate struct State {
        var held: Set<Key> = []
        var waiting: [Key: Int] = [:]
    }

    /// The most commits that wait for one library, since each holds a thread of the daemon.
    static let maximumWaiting = 3

    private let state = Monitor(State())

    /// Runs `body` while no other commit to the library runs.
    ///
    /// - Throws: ``LockerError/Code/tooMany`` when as many wait already as may; what `body` throws.
    func withLock<Result>(
        _ account: Account, _ library: String, _ body: () throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        let key = Key(account: account.id, library: library)
        try queue(key)
        state.wait { $0.held.insert(key).inserted ? () : nil }
        state.withLock { $0.leaveQueue(key) }
        defer {
            state.withLock { _ = $0.held.remove(key) }
            state.notifyAll()
        }
        return try body()
    }

    private func queue(_ key: Key) throws(LockerError) {
        let isFull = state.withLock { state in
            guard state.waiting[key, default: 0] < LibraryLocks.maximumWaiting else { return true }
            state.waiting[key, default: 0] += 1
            return false
        }
        guard !isFull else {
            throw LockerError(
                .tooMany,
                "'\(EntryPath.printable(key.library.utf8))': \(LibraryLocks.maximumWaiting) commits wait for this library; try again later"
            )
        }
    }
}

extension LibraryLocks.State {
    fileprivate mutating func leaveQueue(_ key: LibraryLocks.Key) {
        let left = waiting[key, default: 1] - 1
        waiting[key] = left > 0 ? left : nil
    }
}
