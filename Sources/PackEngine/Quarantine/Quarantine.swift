import Glibc
import LockerBase
import POSIXSupport
import Synchronization

/// The records that are known to be damaged: no look-up finds them, so that the same bytes are stored anew when they
/// come again, and no compaction deletes what is needed of them. Kept in a file, across restarts.
///
/// One that still reads as its digest (its pack was put back from a backup) is as good as ever:
/// ``PackStore/reinstate(_:at:)``.
final class Quarantine: Sendable {
    private struct State {
        var findings: [PackPlace: Finding] = [:]
        /// Where each record is damaged, in the order in which that was found.
        var places: [RecordKey: [PackPlace]] = [:]
        /// Made with the first change since the start.
        var file: QuarantineFile?
        /// Counts the changes.
        var generation = 0

        mutating func put(_ finding: Finding) {
            let place = PackPlace(finding.pack, finding.offset)
            generation += 1
            let known = findings.updateValue(finding, forKey: place)?.record?.key
            guard known != finding.record?.key else { return }
            if let known { forget(place, of: known) }
            if let key = finding.record?.key { places[key, default: []].append(place) }
        }

        mutating func remove(_ place: PackPlace) {
            guard let finding = findings.removeValue(forKey: place) else { return }
            generation += 1
            if let key = finding.record?.key { forget(place, of: key) }
        }

        private mutating func forget(_ place: PackPlace, of key: RecordKey) {
            places[key]?.removeAll { $0 == place }
            if places[key]?.isEmpty == true { places[key] = nil }
        }

        /// What is wrong with the record `key` at each of its places, the latest first.
        func findings(of key: RecordKey) -> [Finding] {
            (places[key] ?? []).reversed().compactMap { findings[$0] }
        }
    }

    private let state: Mutex<State>
    /// How many findings there are: as a rule none, and then nobody takes the lock.
    private let count: Atomic<Int>
    private let path: String

    /// Reads the file at `path`, if there is one.
    ///
    /// A file that cannot be read or written takes nothing from the store but its memory of what it found.
    init(path: String) {
        self.path = path
        var initial = State()
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

    private var isEmpty: Bool { count.load(ordering: .acquiring) == 0 }

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

    /// Adds a finding. Returns whether it is news.
    func add(_ finding: Finding) -> Bool { !add([finding]).isEmpty }

    /// Adds findings, with one write for all of them. Returns those that are news.
    func add(_ findings: [Finding]) -> [Finding] {
        change { state in
            let news = findings.filter { finding in
                let known = state.findings[PackPlace(finding.pack, finding.offset)]
                return known.map { $0.healed != nil && finding.record == nil } ?? true
            }
            if news.isEmpty { return [] }
            for finding in news { state.put(finding) }
            save(&state) { (file) throws(SystemError) in try file.add(news) }
            return news
        }
    }

    /// Sets aside records of a pack that are known to be lost with a part of it, or with all of it.
    func add(_ entries: [NumberedEntry], of name: PackName, reason: String) -> [Finding] {
        let now = Int64(time(nil))
        return add(
            entries.map { ordinal, entry in
                let record = LocatedRecord(
                    kind: entry.kind, digest: entry.digest, location: entry.location(in: name.id, ordinal))
                return Finding(pack: name, record: record, reason: reason, found: now)
            })
    }

    /// Takes note that the store has the record `key` at `location`. Returns what was wrong with it elsewhere, if that
    /// has healed now.
    func heal(_ key: RecordKey, at location: RecordLocation) -> Finding? {
        if isEmpty { return nil }
        let whole = PackPlace(PackName(key.kind.packClass, location.pack), location.offset)
        return change { state in
            let now = Int64(time(nil))
            let healed = state.findings(of: key).filter { finding in
                finding.healed == nil && PackPlace(finding.pack, finding.offset) != whole
            }.map { finding in
                var result = finding
                result.healed = now
                return result
            }
            if healed.isEmpty { return nil }
            for finding in healed { state.put(finding) }
            save(&state) { (file) throws(SystemError) in try file.add(healed) }
            return healed.first
        }
    }

    /// Takes note that nothing is wrong at a place any more. Returns what was.
    @discardableResult
    func reinstate(_ pack: PackName, _ offset: Int) -> Finding? {
        if isEmpty { return nil }
        return change { state in
            let place = PackPlace(pack, offset)
            guard let finding = state.findings[place] else { return nil }
            state.remove(place)
            save(&state) { (file) throws(SystemError) in try file.remove(pack, offset: offset) }
            return finding
        }
    }

    /// Forgets a pack that is not there any more.
    func forget(_ pack: PackName) {
        if isEmpty { return }
        for finding in findings where finding.pack == pack { reinstate(pack, finding.offset) }
    }

    private func change<Result>(_ body: (inout State) -> Result) -> Result {
        state.withLock { state in
            defer { count.store(state.findings.count, ordering: .releasing) }
            return body(&state)
        }
    }

    /// Writes a change down, as far as the disk takes it: what is lost is found again.
    private func save(_ state: inout State, _ change: (inout QuarantineFile) throws(SystemError) -> Void) {
        if state.file == nil {
            state.file = try? QuarantineFile.create(path, state.findings.values)
        } else if var file = state.file {
            do throws(SystemError) {
                try change(&file)
                state.file = file
            } catch {
                // Half a line may be there: the next change writes all of it anew.
                state.file = nil
            }
        }
    }
}
