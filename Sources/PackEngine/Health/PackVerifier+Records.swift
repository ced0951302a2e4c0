import LockerBase

extension PackVerifier {
    /// The most bytes of records that are read together.
    private static let together = 1 << 20

    static func count(together entries: ArraySlice<NumberedEntry>) -> Int {
        var bytes = 0
        let fitting = entries.prefix { _, entry in
            bytes += entry.rawLength
            return bytes <= together
        }
        return max(1, fitting.count)
    }

    func check(
        _ entry: PackEntry, _ ordinal: Int, _ pack: CheckedPack, copies: inout DurabilityTicket
    ) throws(LockerError) {
        let location = entry.location(in: name.id, ordinal)
        do throws(LockerError) {
            try parts.reader.withRecord(entry.kind, entry.digest, at: location, using: context) {
                (_) throws(LockerError) in
                let stored = context.storedBuffer(PackFormat.headerLength + entry.storedLength)
                if try isAsWritten(entry, stored, pack) { return }
                let payload = UnsafeRawBufferPointer(rebasing: stored[PackFormat.headerLength...])
                let isMended = try mend("the record at offset \(entry.offset), whose header or padding is damaged") {
                    () throws(LockerError) in
                    try parts.copier.write([(entry, payload)], using: RunWriter(), covering: &copies)
                }
                guard isMended else { return }
                parts.live.report(
                    .mended(
                        name,
                        what: "the record at offset \(entry.offset) has a damaged header or padding around whole "
                            + "bytes, which are copied anew"))
                result.mended += 1
            }
        } catch let error where error.cause is RecordDamage {
            result.damaged += 1
        }
    }

    /// Whether all of `entries` are whole, and what no digest covers is right as well. No says nothing of which is not.
    func areAsWritten(_ entries: ArraySlice<NumberedEntry>, _ pack: CheckedPack) -> Bool {
        guard let stamp = pack.stamp else { return false }
        let wanted = entries.map { WantedRecord($0.entry, in: name.id, $0.ordinal) }
        guard let records = parts.reader.wholeRecords(wanted, using: context) else { return false }
        return zip(entries, records).allSatisfy { numbered, record in
            let entry = numbered.entry
            let payload = UnsafeRawBufferPointer(
                rebasing: record.stored[PackFormat.headerLength..<PackFormat.headerLength + entry.storedLength])
            let header = RecordHeader.decode(record.stored, stamp: stamp, offset: entry.offset)
            return header == entry.header(checksum: checksum(payload))
                && record.stored[(PackFormat.headerLength + entry.storedLength)...].allSatisfy { $0 == 0 }
        }
    }

    /// Whether what no digest covers is right as well: the checksums in the header, which a scan after a crash needs,
    /// and the padding, which is zero.
    private func isAsWritten(
        _ entry: PackEntry, _ stored: UnsafeMutableRawBufferPointer, _ pack: CheckedPack
    ) throws(LockerError) -> Bool {
        let payload = UnsafeRawBufferPointer(rebasing: stored[PackFormat.headerLength...])
        guard let stamp = pack.stamp else { return true }
        let header = RecordHeader.decode(
            UnsafeRawBufferPointer(rebasing: stored[..<PackFormat.headerLength]), stamp: stamp, offset: entry.offset)
        guard header == entry.header(checksum: checksum(payload)) else { return false }
        let end = entry.offset + stored.count
        guard end < entry.end else { return true }
        var padding: UInt64 = 0
        _ = try translatingStorageErrors { () throws(StorageError) in
            try withUnsafeMutableBytes(of: &padding) { (raw) throws(StorageError) in
                try pack.file.read(into: UnsafeMutableRawBufferPointer(rebasing: raw[..<(entry.end - end)]), at: end)
            }
        }
        return padding == 0
    }
}
