import LockerBase
import POSIXSupport
import Synchronization

/// What the index says, for those who ask: they take what is in memory and the runs there are at that moment, and wait
/// for nobody who writes.
///
/// What is damaged is no error of those who meet it: they wait until the index is made anew, see ``IndexDamageHandler``.
final class IndexLookup: Sendable {
    /// What those who look something up need, under a lock that nobody holds for long.
    struct State {
        var content: IndexContent
        /// Packs that were taken out since the start, whose numbers do not come again before the next one: no recovery
        /// puts them in again.
        var gone: Set<UInt32> = []
        var isClosed = false
    }

    let state: Monitor<State>
    /// How damage is repaired, once there is somebody who does.
    let repair = Monitor<IndexDamageHandler?>(nil)
    /// Counts the times that the index was emptied: a look-up that missed before is void.
    let epoch = Atomic<Int>(0)
    /// How often it was asked.
    let count = Atomic<Int>(0)
    private let cache = BlockCache()

    /// So many new indexes may turn out to be damaged before a look-up is given up.
    private static let attempts = 3

    init(_ content: IndexContent) {
        state = Monitor(State(content: content))
    }

    /// Where the index says a record is. An index that turns out to be damaged is made anew first.
    func locate(_ kind: RecordKind, _ digest: Digest) throws(LockerError) -> RecordLocation? {
        try locate([RecordKey(kind: kind, digest: digest)])[0]
    }

    /// Where the index says each of the records is.
    func locate(_ keys: [RecordKey]) throws(LockerError) -> [RecordLocation?] {
        count.add(keys.count, ordering: .relaxed)
        do throws(IndexFailure) {
            return try find(keys)
        } catch {
            return try repaired(error) { () throws(IndexFailure) in try find(keys) }
        }
    }

    /// Where the index says a record is.
    func find(_ key: RecordKey) throws(IndexFailure) -> RecordLocation? { try find([key])[0] }

    /// Where the index says each of the records is: what is newer than the runs, then the runs, the newest first.
    private func find(_ keys: [RecordKey]) throws(IndexFailure) -> [RecordLocation?] {
        let (slots, snapshot, isClosed) = state.withLock { state in
            (keys.map { state.content.entries[$0] }, state.content.snapshot, state.isClosed)
        }
        if isClosed { throw .closed }
        var locations: [RecordLocation?] = []
        locations.reserveCapacity(keys.count)
        for (key, slot) in zip(keys, slots) {
            switch slot {
            case .at(let location): locations.append(location)
            case .gone: locations.append(nil)
            case nil: locations.append(try find(key, in: snapshot))
            }
        }
        return locations
    }

    private func find(_ key: RecordKey, in snapshot: IndexRuns) throws(IndexFailure) -> RecordLocation? {
        for run in snapshot.runs {
            guard let entry = try run.find(key, cache) else { continue }
            guard let location = entry.location else { return nil }
            if !snapshot.isVoid(location, in: run) { return location }
        }
        return nil
    }

    /// Waits until the index is made anew after `failure`, and runs `body` again, as long as that is of use.
    func repaired<Result>(
        _ failure: IndexFailure, _ body: () throws(IndexFailure) -> Result
    ) throws(LockerError) -> Result {
        var failure = failure
        for _ in 0..<IndexLookup.attempts {
            let error = told(failure)
            guard case .damage = failure, let repair = repair.withLock({ $0 }) else { throw error }
            try repair.wait()
            do throws(IndexFailure) { return try body() } catch { failure = error }
        }
        throw told(failure)
    }

    /// Ends look-ups: they fail from here on.
    func close() {
        state.withLock { state in
            state.isClosed = true
            state.content = IndexContent()
        }
    }

    /// What a caller hears of `failure`. Damage is mended from here on.
    func told(_ failure: IndexFailure) -> LockerError {
        switch failure {
        case .closed: return .storeClosed
        case .damage(let damage):
            found(damage)
            return LockerError(
                .unavailable, "the index is damaged, and is being made anew from the packs; try again later",
                cause: damage)
        case .system(let error):
            let remedy =
                error.isNoRoom
                ? "no room for the index; free some space"
                : "the index cannot be written or read; look for disk errors in the kernel's log"
            return LockerError(error, remedy: remedy)
        }
    }

    /// Takes note of damage: the index is going to be made anew.
    func found(_ damage: IndexDamage) {
        let isNews = state.withLock { $0.content.snapshot.runs.contains { $0.name == damage.file } }
        // Who has looked at a run that is not there any more looks again.
        guard isNews else { return }
        repair.withLock { $0 }?.begin("\(damage)")
    }
}
