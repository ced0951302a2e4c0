import LockerBase
import POSIXSupport
import Synchronization

/// Holds the index against the packs when it does not know what somebody counts on: once for each index, since what it
/// lacks then, no pack has.
final class MissCheck: Sendable {
    private struct State {
        var isRunning = false
        /// The epoch of the index that was checked last.
        var checked: Int?
    }

    private let index: ChunkIndex
    private let rebuild: IndexRebuild
    private let live: LivePacks
    private let listing: PackListing
    private let register: DamageRegister
    private let uses: any ContentUses
    private let state = Monitor(State())
    /// How many checks have ended. Whoever looks for a record reads it before: what was put in since may be that one.
    let ended = Atomic(0)

    init(
        _ index: ChunkIndex, _ rebuild: IndexRebuild, _ live: LivePacks, _ listing: PackListing,
        _ register: DamageRegister, _ uses: any ContentUses
    ) {
        self.index = index
        self.rebuild = rebuild
        self.live = live
        self.listing = listing
        self.register = register
        self.uses = uses
    }

    /// Holds the index against the footers of all sealed packs, and puts in what it lacks, unless that was done since
    /// it was made: for a record that somebody counts on and that no finding explains.
    ///
    /// - Parameter checks: how many checks had ended before the record was looked for.
    /// - Returns: whether to look again.
    func wasMissed(since checks: Int) throws(LockerError) -> Bool {
        let epoch = index.lookup.epoch.load(ordering: .sequentiallyConsistent)
        // Nil: the check is this thread's.
        let known: Bool? = state.wait { state -> Bool?? in
            if state.isRunning { return nil }
            // Somebody else's check may have put it in behind the look-up's back.
            if ended.load(ordering: .sequentiallyConsistent) != checks { return .some(true) }
            if let checked = state.checked, checked >= epoch { return .some(false) }
            state.isRunning = true
            return .some(nil)
        }
        if let known { return known }
        var isDone = false
        defer {
            state.withLock { [isDone] state in
                state.isRunning = false
                if isDone {
                    state.checked = epoch
                    ended.add(1, ordering: .sequentiallyConsistent)
                }
            }
            state.notifyAll()
        }
        try putInWhatIsMissing()
        isDone = true
        return true
    }

    private func putInWhatIsMissing() throws(LockerError) {
        try rebuild.wait()
        let written = live.ids
        var (packs, records) = (0, 0)
        for name in try listing.sizes().keys.sorted() where !written.contains(name.id) && !live.has(name.id) {
            let count = try putInWhatIsMissing(of: name)
            packs += count > 0 ? 1 : 0
            records += count
        }
        if records > 0 { live.report(.indexLacked(records: records, packs: packs)) }
    }

    /// Returns how many records of the pack the index lacked. Their bytes are checked when they are read.
    private func putInWhatIsMissing(of name: PackName) throws(LockerError) -> Int {
        guard let contents = try? register.sealedContents(of: name, in: listing) else { return 0 }
        var missing: [NumberedEntry] = []
        for (ordinal, entry) in contents.entries.enumerated() {
            let (key, here) = (entry.key, entry.location(in: name.id, ordinal))
            if live.findWritten(key) != nil || register.quarantine.holds(key, at: here) { continue }
            if try index.lookup.locate(entry.kind, entry.digest) != nil { continue }
            // A compaction that is about to remove this pack knows better why the index does not have it.
            if uses.note(here) { missing.append((ordinal, entry)) }
        }
        if missing.isEmpty { return 0 }
        for finding in try index.insert(missing, of: name) { live.report(.healed(finding)) }
        return missing.count
    }
}
