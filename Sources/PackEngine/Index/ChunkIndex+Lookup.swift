import LockerBase

extension ChunkIndex {
    /// Where the index says a record is. An index that turns out to be damaged is made anew first.
    func locate(_ kind: RecordKind, _ digest: Digest) throws(LockerError) -> RecordLocation? {
        lookUps.add(1, ordering: .relaxed)
        let key = RecordKey(kind: kind, digest: digest)
        do throws(IndexFailure) {
            return try find(key)
        } catch {
            return try repaired(error) { () throws(IndexFailure) in try find(key) }
        }
    }

    /// Where the index says a record is: what is newer than the runs, then the runs, the newest first.
    func find(_ key: RecordKey) throws(IndexFailure) -> RecordLocation? {
        let (slot, snapshot, isClosed) = state.withLock {
            ($0.content.entries[key], $0.content.snapshot, $0.isClosed)
        }
        if isClosed { throw .closed }
        switch slot {
        case .at(let location): return location
        case .gone: return nil
        case nil: break
        }
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
        for _ in 0..<ChunkIndex.attempts {
            let error = told(failure)
            guard case .damage = failure, let repair = repair.withLock({ $0 }) else { throw error }
            try repair.wait()
            do throws(IndexFailure) { return try body() } catch { failure = error }
        }
        throw told(failure)
    }

    /// So many new indexes may turn out to be damaged before a look-up is given up.
    private static let attempts = 3
}
