import LockerBase

extension LivePack {
    /// Puts a record after the last one.
    mutating func place(_ header: RecordHeader, _ key: RecordKey) -> RecordLocation {
        let location = RecordLocation(
            pack: name.id, codec: header.codec, scheme: header.scheme, offset: end, rawLength: header.rawLength,
            storedLength: header.storedLength, ordinal: entries.count)
        let entry = PackEntry(
            kind: key.kind, codec: header.codec, scheme: header.scheme, digest: key.digest, offset: end,
            rawLength: header.rawLength, storedLength: header.storedLength)
        entries.append(entry)
        tallies.add(entry)
        end = location.end
        Invariant.check(end <= reservedEnd, name.fileName, "a record that is placed has its room")
        return location
    }

    /// Takes note that the bytes of the records from `offset` on are written.
    mutating func wrote(_ offset: Int) {
        inFlight.removeAll { $0.lowerBound == offset }
    }

    /// The records from `first` on, and what the index knows of the pack with them and those before.
    func batch(from first: Int) -> IndexBatch {
        var size: Int? = nil
        if case .sealed(let sealedSize) = phase { size = sealedSize }
        let row = PackRow(
            name: name, isSealed: size != nil, size: size ?? durableEnd, tallies: durableTallies, version: stamp.version
        )
        return IndexBatch(row: row, entries: entries[first..<durableCount])
    }
}
