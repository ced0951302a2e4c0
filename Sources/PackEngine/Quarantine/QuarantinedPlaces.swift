import LockerBase

/// What a ``Quarantine`` knows.
struct QuarantinedPlaces {
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
