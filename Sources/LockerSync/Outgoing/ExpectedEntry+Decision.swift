import FoundationEssentials
import LockerAPI
import LockerBase

extension Locker_V1_ExpectedEntry {
    /// That the library still has what it had when `decision` was made: nothing, and nothing below it, where that was none.
    init(_ decision: MergeDecision) {
        self.init()
        path = Data(decision.path.bytes)
        guard let entry = decision.entry else { return }
        kind = entry.kind
        if kind == .file { blob = entry.blob }
        if kind == .symlink { target = entry.target }
    }
}
