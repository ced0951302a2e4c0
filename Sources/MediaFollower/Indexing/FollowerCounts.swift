import MediaWorker
import Synchronization

/// What a follower has done, for metrics.
package final class FollowerCounts: Sendable {
    /// Songs of which a worker said something, those that it knows no format of, and those that brought it down.
    private let read = Atomic(0)
    private let unknown = Atomic(0)
    private let failed = Atomic(0)
    /// Times that a library was brought up to its newest revision, and that this failed.
    private let updates = Atomic(0)
    private let failures = Atomic(0)

    /// The numbers at one moment.
    package struct Values: Sendable, Equatable {
        /// Songs that were read and told something.
        package let read: Int
        /// Songs of no format that is known.
        package let unknown: Int
        /// Songs that brought their worker down, or took too long.
        package let failed: Int
        /// Libraries that were brought up to date.
        package let updates: Int
        /// And those for which that failed; it is tried again.
        package let failures: Int
    }

    init() {}

    /// The numbers as they are now.
    package var values: Values {
        Values(
            read: read.load(ordering: .relaxed), unknown: unknown.load(ordering: .relaxed),
            failed: failed.load(ordering: .relaxed), updates: updates.load(ordering: .relaxed),
            failures: failures.load(ordering: .relaxed))
    }

    func count(_ reading: SongReading) {
        switch reading {
        case .facts: read.wrappingAdd(1, ordering: .relaxed)
        case .unknown: unknown.wrappingAdd(1, ordering: .relaxed)
        case .failed: failed.wrappingAdd(1, ordering: .relaxed)
        case .lost: break
        }
    }

    func countUpdate(isDone: Bool) {
        if isDone {
            updates.wrappingAdd(1, ordering: .relaxed)
        } else {
            failures.wrappingAdd(1, ordering: .relaxed)
        }
    }
}
