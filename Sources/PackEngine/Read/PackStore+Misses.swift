import LockerBase
import POSIXSupport
import Synchronization

/// Whether the packs have been asked for what the index does not know: once for each index, since what it lacks then,
/// no pack has.
final class MissCheck: Sendable {
    struct State {
        var isRunning = false
        /// The epoch of the index that was checked last.
        var checked: Int?
    }

    let state = Monitor(State())
    /// How many checks have ended. Whoever looks for a record reads it before: what was put in since may be that one.
    let ended = Atomic(0)
}

extension PackStore {
    /// Where a record is that metadata names: as ``locate(_:_:)``, but an index that does not know it is held against
    /// the packs first.
    public func locateNamed(_ kind: RecordKind, _ digest: Digest) throws(LockerError) -> RecordLocation? {
        let key = RecordKey(kind: kind, digest: digest)
        while true {
            let checks = misses.ended.load(ordering: .sequentiallyConsistent)
            if let location = try locate(kind, digest) { return location }
            do throws(LockerError) {
                if let location = try takeBack(key, using: ReadContext()) { return location }
            } catch let error where PackStore.isLoss(error) || PackReader.isMoved(error) {
                return nil
            }
            guard try wasMissed(since: checks) else { return nil }
        }
    }

    /// Holds the index against the footers of all sealed packs, and puts in what it lacks, unless that was done since
    /// it was made: for a record that somebody counts on and that no finding explains.
    ///
    /// - Parameter checks: how many checks had ended before the record was looked for.
    /// - Returns: whether to look again.
    func wasMissed(since checks: Int) throws(LockerError) -> Bool {
        let epoch = index.epoch.load(ordering: .sequentiallyConsistent)
        // Nil: the check is this thread's.
        let known: Bool? = misses.state.wait { state -> Bool?? in
            if state.isRunning { return nil }
            // Somebody else's check may have put it in behind the look-up's back.
            if misses.ended.load(ordering: .sequentiallyConsistent) != checks { return .some(true) }
            if let checked = state.checked, checked >= epoch { return .some(false) }
            state.isRunning = true
            return .some(nil)
        }
        if let known { return known }
        var isDone = false
        defer {
            misses.state.withLock { [isDone] state in
                state.isRunning = false
                if isDone {
                    state.checked = epoch
                    misses.ended.add(1, ordering: .sequentiallyConsistent)
                }
            }
            misses.state.notifyAll()
        }
        try putInWhatIsMissing()
        isDone = true
        return true
    }

    private func putInWhatIsMissing() throws(LockerError) {
        try completion.wait()
        let live = log.livePacks
        let names = try translatingSystemErrors(remedy: "the packs cannot be listed") { () throws(SystemError) in
            try storage.list().keys.sorted()
        }
        var (packs, records) = (0, 0)
        for name in names where !live.contains(name.id) {
            let count = try putInWhatIsMissing(of: name)
            packs += count > 0 ? 1 : 0
            records += count
        }
        if records > 0 { log.report(.indexLacked(records: records, packs: packs)) }
    }

    /// Returns how many records of the pack the index lacked. Their bytes are checked when they are read.
    private func putInWhatIsMissing(of name: PackName) throws(LockerError) -> Int {
        guard let contents = try? sealedContents(of: name) else { return 0 }
        var missing: [NumberedEntry] = []
        for (ordinal, entry) in contents.entries.enumerated() {
            let (key, here) = (entry.key, entry.location(in: name.id, ordinal))
            if log.findWritten(key) != nil || quarantine.holds(key, at: here) { continue }
            if try index.locate(entry.kind, entry.digest) != nil { continue }
            // A compaction that is about to remove this pack knows better why the index does not have it.
            if uses.note(here) { missing.append((ordinal, entry)) }
        }
        if missing.isEmpty { return 0 }
        for finding in try index.insert(missing, of: name) { log.report(.healed(finding)) }
        return missing.count
    }
}
