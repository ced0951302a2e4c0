import LockerBase
import Metadata
import Synchronization

/// The uploads in pieces that are under way, and their places.
///
/// Where all places are taken, one of which nothing has come for a while gives way to an account that has fewer: nobody
/// keeps others out by what goes on slowly, and nobody who sends loses what was sent.
final class UploadTable: Sendable {
    /// So long nothing has come of one that gives way.
    static let patience = Duration.seconds(10)

    private struct Running: Sendable {
        let account: Int64
        weak var upload: Upload?
    }

    private struct Waiting {
        let account: Int64
        let upload: Upload
        let idle: Duration
    }

    /// The clock.
    let now: @Sendable () -> ContinuousClock.Instant
    private let places = AccountPlaces.uploads()
    private let running = Mutex<[Running]>([])

    init(now: @escaping @Sendable () -> ContinuousClock.Instant) {
        self.now = now
    }

    /// A place for one more.
    ///
    /// - Throws: ``LockerError/Code/tooMany``.
    func place(for account: Account) throws(LockerError) -> AccountPlaces.Place {
        do throws(LockerError) {
            return try places.take(for: account)
        } catch {
            guard let other = toGiveWay(to: account.id), other.giveWay() else { throw error }
            return try places.take(for: account)
        }
    }

    /// Takes note of one that has a place.
    func add(_ upload: Upload, of account: Account) {
        let others = running.withLock { running -> [Upload] in
            // One that goes with the last reference to it, while it is looked at, closes a file that may be long, and gives
            // its place back: that waits until the lock is free.
            let others = running.compactMap { $0.upload }
            running.removeAll { $0.upload == nil }
            running.append(Running(account: account.id, upload: upload))
            return others
        }
        withExtendedLifetime(others) {}
    }

    /// The one of which nothing has come for the longest, of the account that has the most: of two more than this one at
    /// least, so that it has not fewer in the end.
    private func toGiveWay(to account: Int64) -> Upload? {
        let held = held(at: now())
        var counts: [Int64: Int] = [:]
        for one in held { counts[one.account, default: 0] += 1 }
        let own = counts[account, default: 0]
        let slow = held.filter { $0.idle >= UploadTable.patience && counts[$0.account, default: 0] > own + 1 }
        let last = slow.max { one, other in
            (counts[one.account, default: 0], one.idle) < (counts[other.account, default: 0], other.idle)
        }
        return last?.upload
    }

    private func held(at now: ContinuousClock.Instant) -> [Waiting] {
        let all = running.withLock { $0 }
        var held: [Waiting] = []
        for one in all {
            guard let upload = one.upload, let idle = upload.idleTime(at: now) else { continue }
            held.append(Waiting(account: one.account, upload: upload, idle: idle))
        }
        return held
    }
}
