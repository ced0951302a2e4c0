import Glibc
import LockerBase
import POSIXSupport
import Synchronization

/// The records that are known to be damaged: no look-up finds them, so that the same bytes are stored anew when they
/// come again, and no compaction deletes what is needed of them. Kept in a file, across restarts.
///
/// One that still reads as its digest (its pack was put back from a backup) is as good as ever:
/// ``DamageRegister/reinstate(_:at:)``.
final class Quarantine: Sendable {
    let state: Mutex<QuarantinedPlaces>
    /// How many findings there are: as a rule none, and then nobody takes the lock.
    let count: Atomic<Int>
    let path: String

    /// Reads the file at `path`, if there is one.
    ///
    /// A file that cannot be read or written takes nothing from the store but its memory of what it found.
    init(path: String) {
        self.path = path
        var initial = QuarantinedPlaces()
        for finding in (try? QuarantineFile.read(path)) ?? [] { initial.put(finding) }
        count = Atomic(initial.findings.count)
        state = Mutex(initial)
    }

    /// Counts the changes, for those who keep what they worked out from the findings.
    var generation: Int { state.withLock { $0.generation } }

    /// All findings, in the order of their packs and places.
    var findings: [Finding] {
        state.withLock { Array($0.findings.values) }
            .sorted { $0.pack == $1.pack ? $0.offset < $1.offset : $0.pack < $1.pack }
    }

    /// How many have not healed.
    var unhealedCount: Int {
        isEmpty ? 0 : state.withLock { state in state.findings.values.count { $0.healed == nil } }
    }

    var isEmpty: Bool { count.load(ordering: .acquiring) == 0 }

    /// Whether the record `key` is set aside at `location`. Another record may be whole there: an index can be wrong.
    func holds(_ key: RecordKey, at location: RecordLocation) -> Bool {
        if isEmpty { return false }
        let place = PackPlace(PackName(key.kind.packClass, location.pack), location.offset)
        return state.withLock { $0.findings[place]?.record?.key == key }
    }

    /// What is wrong with the record `key`, which the store has nowhere else; nil when nothing is.
    func finding(of key: RecordKey) -> Finding? {
        if isEmpty { return nil }
        return state.withLock { state in state.findings(of: key).first { $0.healed == nil } }
    }

    /// What is wrong with the record `key` wherever it is set aside, also where it has healed; the latest first.
    func findings(of key: RecordKey) -> [Finding] {
        isEmpty ? [] : state.withLock { $0.findings(of: key) }
    }
}
