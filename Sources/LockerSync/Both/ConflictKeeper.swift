import LockerBase

/// Tells of what two devices did to one path, and keeps what is in the folder beside what comes to its name.
struct ConflictKeeper {
    private let round: BothRound
    /// The paths that were told of.
    private(set) var told: Set<EntryPath>

    /// - Parameter told: in earlier rounds.
    init(_ round: BothRound, told: Set<EntryPath>) {
        (self.round, self.told) = (round, told)
    }

    /// Renames what is to be kept. Returns whether something was: then another round has the rest to do.
    mutating func setAside(_ report: inout BothReport) throws(LockerError) -> Bool {
        let device = round.origin.source?.deviceName ?? ""
        let (names, folder) = (ConflictName(device: device, at: timeOfDay()), round.localFolder())
        var record = BothRecord(
            of: round.source, round.base, round.plan, withdraws: !round.options.pullsOnly)
        record.beginPart()
        let (base, count) = (round.base, report.conflicts.count)
        // Where that cannot be saved, a run that ends early has it told as removed here, and no more.
        defer { if report.conflicts.count > count { try? record.save(isDone: false) } }
        var decisions = DecisionReader(round.plan.decisions, of: [.setAside])
        while let decision = try decisions.next() {
            let kept = try folder.setAside(decision.path, as: names) { (path) throws(LockerError) in
                if let change = try base.changes.row(at: path.bytes) { return change.entry != nil }
                return try base.items.contains(path.bytes)
            }
            guard case .success(let other) = kept else { continue }
            tell(decision, keptAs: other, &report)
            // Should the run end here, it was not removed.
            record.note(StateUpdate(decision.path, nil))
        }
        return report.conflicts.count > count
    }

    /// Tells of the others, and of those that cannot be kept so.
    mutating func tell(_ report: inout BothReport) throws(LockerError) {
        var decisions = DecisionReader(round.plan.decisions) { $1 != .quiet }
        while let decision = try decisions.next() {
            if !told.contains(decision.path) { tell(decision, keptAs: nil, &report) }
        }
    }

    private mutating func tell(_ decision: MergeDecision, keptAs other: EntryPath?, _ report: inout BothReport) {
        told.insert(decision.path)
        // What was kept in a folder before has gone with it.
        if let other, decision.note == .folderInPlace {
            report.conflicts = report.conflicts.map { $0.moved(from: decision.path, to: other) }
        }
        let reason = ConflictKeeper.text(decision, isKept: other != nil || round.options.sync.dryRun)
        report.conflicts.append(SyncConflict(path: decision.path.bytes, keptAs: other?.bytes, reason: reason))
    }

    private static func text(_ decision: MergeDecision, isKept: Bool) -> String {
        let end =
            isKept
            ? "the library's has the name, and what was here is kept beside it"
            : "what is here stays as it is, since it cannot be renamed"
        return switch decision.note {
        case .quiet: ""
        case .back: "removed here and changed in the library; it is back"
        case .stays: "changed here and removed from the library; it stays"
        case .changedInBoth: "changed here and in the library; \(end)"
        case .folderInPlace:
            decision.entry == nil
                ? "a folder in the library and none here; \(end)" : "a folder here and none in the library; \(end)"
        }
    }
}
