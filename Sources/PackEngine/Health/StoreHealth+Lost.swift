import LockerBase

extension StoreHealth {
    /// Records that are known to be lost with their places: the pack is not there any more, or ends before them. Left
    /// out are those that are whole elsewhere, and those that somebody under way counts on.
    ///
    /// To be called before metadata is read for whether they are needed: whoever counts on one has noted it, or is
    /// done.
    public func lostRecords() throws(LockerError) -> [Finding] {
        let unhealed = quarantine.findings.filter { $0.record != nil && $0.healed == nil }
        if unhealed.isEmpty { return [] }
        let sizes = try listing.sizes()
        return unhealed.filter { finding in
            guard let record = finding.record else { return false }
            return record.location.end > sizes[finding.pack] ?? 0 && !uses.holds(record.location)
        }
    }

    /// Forgets records that are lost and that nobody needs, and packs that are gone with nothing else.
    ///
    /// - Parameter needless: of ``lostRecords()``.
    public func forgetLost(_ needless: [Finding]) throws(LockerError) {
        let sizes = try listing.sizes()
        let needless = Dictionary(grouping: needless, by: \.pack)
        let gone = Set(quarantine.findings.map(\.pack)).filter { sizes[$0] == nil && !listing.packs.isGone($0) }
        for name in gone.union(needless.keys).sorted() {
            let findings = needless[name] ?? []
            if sizes[name] == nil, try isCountedOn(name) { continue }
            // Out of the index before they are forgotten: nobody may find what is not there.
            if sizes[name] == nil { try takeOut(findings, of: name) }
            for finding in findings { quarantine.reinstate(name, finding.offset) }
            let isNeeded = quarantine.findings.contains { $0.pack == name && $0.record != nil && $0.healed == nil }
            if sizes[name] == nil, !isNeeded { quarantine.forget(name) }
        }
    }

    /// Forgets records of commits that are lost: the packs told all of a history without them. Such are those of a
    /// store that an older backup was put in the place of.
    public func forgetLostCommits() throws(LockerError) {
        try forgetLost(try lostRecords().filter { $0.record?.kind == .commit })
    }

    /// Whether a pack that is gone is still written, or the index has records of it which nothing was found out about:
    /// who has it open reads them.
    private func isCountedOn(_ name: PackName) throws(LockerError) -> Bool {
        if live.has(name.id) { return true }
        let known = Set(quarantine.findings.filter { $0.pack == name }.map(\.offset))
        return try index.lookup.entries(in: name).contains { !known.contains($0.entry.offset) }
    }

    private func takeOut(_ findings: [Finding], of name: PackName) throws(LockerError) {
        let entries = findings.compactMap { $0.record.map { PackEntry($0) } }
        let row = try index.lookup.pack(name)
        if row == nil, entries.isEmpty { return }
        live.removeIndexed(try index.remove([(name, entries)]))
    }
}
