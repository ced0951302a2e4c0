import LockerBase
import Metadata
import POSIXSupport

/// Lets one commit at a time into a library, and commits to different libraries side by side.
package final class LibraryLocks: Sendable {
    fileprivate struct LockedLibrary: Hashable {
        let account: Int64
        let name: String
    }

    fileprivate struct State {
        var held: Set<LockedLibrary> = []
        var waiting: [LockedLibrary: Int] = [:]
    }

    /// The most commits that wait for one library, since each holds a thread of the daemon.
    static let maximumWaiting = 3

    private let state = Monitor(State())

    package init() {}

    /// Runs `body` while no other commit to the library runs.
    ///
    /// - Throws: ``LockerError/Code/tooMany`` with ``ErrorHint/tryAgain`` when as many wait already as may; what `body`
    ///   throws.
    func withLock<Result>(
        _ account: Account, _ library: String, _ body: () throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        try withLock(account, library, taking: {}, { (_: Void) throws(LockerError) -> Result in try body() })
    }

    /// Runs `body` while no other commit to the library runs, with what `take` returns: that is called once there is a place
    /// to wait in. Who finds none has taken nothing.
    package func withLock<Taken, Result>(
        _ account: Account, _ library: String, taking take: () -> Taken,
        _ body: (Taken) throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        let tree = LockedLibrary(account: account.id, name: library)
        return try LockRank.library.held { () throws(LockerError) in
            try queue(tree)
            let taken = take()
            state.wait { $0.held.insert(tree).inserted ? () : nil }
            state.withLock { $0.leaveQueue(tree) }
            defer {
                state.withLock { _ = $0.held.remove(tree) }
                state.notifyAll()
            }
            return try body(taken)
        }
    }

    /// Runs `body` while no other commit to any of `libraries` runs. They are taken in one order, so that two who want
    /// the same ones do not wait for each other.
    func withLocks<Result>(
        _ account: Account, _ libraries: Set<String>, _ body: () throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        guard let first = libraries.min() else { return try body() }
        return try withLock(account, first) { () throws(LockerError) in
            try withLocks(account, libraries.subtracting([first]), body)
        }
    }

    private func queue(_ tree: LockedLibrary) throws(LockerError) {
        let isFull = state.withLock { state in
            guard state.waiting[tree, default: 0] < LibraryLocks.maximumWaiting else { return true }
            state.waiting[tree, default: 0] += 1
            return false
        }
        guard !isFull else {
            throw LockerError(
                .tooMany,
                "'\(EntryPath.printable(tree.name.utf8))': \(LibraryLocks.maximumWaiting) commits wait for this library; try again later",
                hint: .tryAgain)
        }
    }
}

extension LibraryLocks.State {
    fileprivate mutating func leaveQueue(_ tree: LibraryLocks.LockedLibrary) {
        let left = waiting[tree, default: 1] - 1
        waiting[tree] = left > 0 ? left : nil
    }
}
