import LockerAPI
import LockerBase

extension BothReport {
    /// Takes note of what a round has found, and of what it is going to do where that is asked for. With a dry run that is
    /// all there is to say.
    mutating func begin(_ round: BothRound) throws(LockerError) {
        let options = round.options.sync
        (revision, unchanged) = (round.base.newest.revision, round.plan.tally.unchanged)
        (kept, skipped) = (0, round.source.tree.skipped + round.plan.skipped)
        let told = [round.plan.warning].compactMap { $0 }
        for warning in SyncWarnings.both(round.source.tree) + round.warnings + told where !warnings.contains(warning) {
            warnings.append(warning)
        }
        let known = Set(placedAs)
        placedAs += round.plan.placed.filter { !known.contains($0) }
        let isAll = options.dryRun || options.lists
        let stay: Set<MergeStep> = round.options.pullsOnly ? [.send, .withdraw] : []
        var decisions = DecisionReader(round.plan.decisions) { step, _ in isAll || stay.contains(step) }
        while let decision = try decisions.next() {
            if stay.contains(decision.step) { kept += 1 }
            if options.dryRun { rehearse(decision, pullsOnly: round.options.pullsOnly) }
            if options.lists || options.dryRun { list(decision, pullsOnly: round.options.pullsOnly) }
        }
        if options.dryRun {
            renamedHere = round.plan.moves.here.count
            (received, removedHere) = (received - renamedHere, removedHere - renamedHere)
            // By their times and lengths; whether it is so is seen when they are read.
            renamedThere = round.options.pullsOnly ? 0 : min(round.plan.moves.likelyThere, sent, removedThere)
            (sent, removedThere) = (sent - renamedThere, removedThere - renamedThere)
        }
    }

    private mutating func list(_ decision: MergeDecision, pullsOnly: Bool) {
        guard let change = BothChange(decision, pullsOnly: pullsOnly) else { return }
        changes = changes ?? []
        changes?.append(change)
    }

    /// Counts what is to be done.
    private mutating func rehearse(_ decision: MergeDecision, pullsOnly: Bool) {
        switch decision.step {
        case .place, .setAside:
            received += 1
            receivedBytes += decision.entry?.kind == .file ? Int(clamping: decision.entry?.size ?? 0) : 0
        case .remove: removedHere += 1
        case .send where !pullsOnly: sent += 1
        case .withdraw where !pullsOnly: removedThere += 1
        default: break
        }
    }
}
