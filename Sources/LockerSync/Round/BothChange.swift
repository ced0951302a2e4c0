import LockerAPI

/// What a sync of both ways does at one path, or with a dry run would do.
package struct BothChange: Sendable, Equatable {
    package let change: SyncChange
    /// Whether it is done in the folder, and not in the library.
    package let isHere: Bool

    package init(_ change: SyncChange, isHere: Bool) {
        (self.change, self.isHere) = (change, isHere)
    }

    /// What a decision comes to; nil for nothing.
    init?(_ decision: MergeDecision, pullsOnly: Bool) {
        let (isThere, isKnown) = (decision.entry != nil, decision.local != nil)
        let (kind, isHere, reason): (SyncChange.Kind, Bool, String)
        switch decision.step {
        case .place: (kind, isHere, reason) = (isKnown ? .changed : .added, true, "the library has it so")
        case .adopt: (kind, isHere, reason) = (.changed, true, "its time or its permission bits")
        case .remove: (kind, isHere, reason) = (.removed, true, "not in the library any more")
        case .send: (kind, isHere, reason) = (isThere ? .changed : .added, false, "the folder has it so")
        case .withdraw: (kind, isHere, reason) = (.removed, false, "not in the folder any more")
        case .setAside: (kind, isHere, reason) = (.changed, true, "changed on both sides: kept beside it")
        case .leave: return nil
        }
        if pullsOnly, !isHere { return nil }
        let isFolder = decision.entry.map { $0.kind == .folder } ?? decision.local?.isFolder ?? false
        self.init(SyncChange(path: decision.path.bytes, kind: kind, isFolder: isFolder, reason: reason), isHere: isHere)
    }
}
