import LockerBase
import PackEngine

/// Keeps records that are there from being compacted away, for as long as a session's use is held.
struct RecordKeeper: Sendable {
    let packs: PackStore

    /// Whether the record is there; then it stays.
    func keep(_ kind: RecordKind, _ digest: Digest) throws(LockerError) -> Bool {
        do throws(LockerError) {
            try packs.keeper.keep(kind, digest)
            return true
        } catch let error where error.code == .notFound {
            return false
        }
    }
}
