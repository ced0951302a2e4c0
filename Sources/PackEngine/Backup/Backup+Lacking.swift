extension Backup {
    /// The packs of which neither the store nor the target of a copy has all; number 0 stands for records that no pack
    /// has.
    ///
    /// The index alone does not tell: a start takes out of it what is gone, and sets aside the records.
    ///
    /// - Parameters:
    ///   - written: those that this process writes, before the store's were listed.
    ///   - here: the sizes of the store's, in bytes.
    ///   - there: the sizes of the target's, in bytes, before anything was copied.
    func lacking(
        _ rows: some Collection<PackRow>, _ written: Set<PackName>, here: [PackName: Int], there: [PackName: Int]
    ) -> Set<PackName> {
        let damaged = rows.filter { row in
            if row.tallies.total.records == 0 { return false }
            return row.isSealed ? here[row.name] != row.size && there[row.name] != row.size : here[row.name] == nil
        }
        let lost = quarantine.findings.filter { finding in
            guard let record = finding.record, finding.healed == nil else { return false }
            return record.location.end > max(here[finding.pack] ?? 0, there[finding.pack] ?? 0)
        }
        let nameless = written.filter { here[$0] == nil }
        return nameless.union(damaged.map(\.name)).union(lost.map(\.pack)).filter { !listing.packs.isGone($0) }
    }
}
