import Glibc
import LockerBase
import POSIXSupport

extension Quarantine {
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

    private func change<Result>(_ body: (inout QuarantinedPlaces) -> Result) -> Result {
        state.withLock { state in
            defer { count.store(state.findings.count, ordering: .releasing) }
            return body(&state)
        }
    }

    /// Writes a change down, as far as the disk takes it: what is lost is found again.
    private func save(_ state: inout QuarantinedPlaces, _ change: (inout QuarantineFile) throws(SystemError) -> Void) {
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
