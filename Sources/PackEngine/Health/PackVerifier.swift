import LockerBase
import POSIXSupport

/// Checks one pack: what it says of itself, whether the index has its records, and their bytes.
final class PackVerifier {
    /// The most bytes of records that are read together.
    private static let together = 1 << 20

    private let parts: VerificationParts
    private let name: PackName
    private let depth: VerificationDepth
    private let context: ReadContext
    private(set) var result = PackVerification()

    init(_ parts: VerificationParts, name: PackName, depth: VerificationDepth, context: ReadContext) {
        self.parts = parts
        self.name = name
        self.depth = depth
        self.context = context
    }

    func run(_ willRead: (Int) throws(LockerError) -> Void) throws(LockerError) {
        let structure = PackStructure(parts, name: name)
        let checked = try structure.check()
        guard let pack = checked else {
            result.damaged += 1
            result.isComplete = false
            return
        }
        let use = parts.uses.begin()
        defer { withExtendedLifetime(use) {} }
        result.mended += structure.mended
        result.damaged += structure.isDamaged ? 1 : 0
        let isElsewhere = try checkIndex(pack)
        var copies = DurabilityTicket()
        result.records += pack.entries.count
        if depth == .records {
            var rest = pack.entries.indices.filter { !isElsewhere[$0] }.map { pack.entries[$0] }[...]
            while !rest.isEmpty {
                let entries = rest.prefix(PackVerifier.count(together: rest))
                rest = rest.dropFirst(entries.count)
                let bytes = entries.reduce(0) { $0 + $1.entry.end - $1.entry.offset }
                try willRead(bytes)
                result.bytes += bytes
                if !areAsWritten(entries, pack) {
                    for (ordinal, entry) in entries { try check(entry, ordinal, pack, copies: &copies) }
                }
            }
        }
        try mend("copies of records with damaged headers") { () throws(LockerError) in try parts.syncer.commit(copies) }
    }

    /// Makes something anew. For want of room it stays as it is, and the next verification finds it again.
    ///
    /// - Returns: whether it could be.
    @discardableResult
    private func mend(_ what: String, _ write: () throws(LockerError) -> Void) throws(LockerError) -> Bool {
        do throws(LockerError) {
            try write()
            return true
        } catch let error where error.code == .noSpace {
            parts.live.report(.notMended(name, what: what, error))
            return false
        }
    }

    private static func count(together entries: ArraySlice<NumberedEntry>) -> Int {
        var bytes = 0
        let fitting = entries.prefix { _, entry in
            bytes += entry.rawLength
            return bytes <= together
        }
        return max(1, fitting.count)
    }

    /// Puts records into the index that it lacks; their bytes are checked when they are read.
    ///
    /// - Returns: for each record whether the index has it at another place, so that nobody reads it here.
    private func checkIndex(_ pack: CheckedPack) throws(LockerError) -> [Bool] {
        var isElsewhere = Array(repeating: false, count: pack.entries.count)
        var missing: [NumberedEntry] = []
        for (place, (ordinal, entry)) in pack.entries.enumerated() {
            let (key, here) = (entry.key, entry.location(in: name.id, ordinal))
            var known = parts.live.findWritten(key)
            if known == nil { known = try parts.index.lookup.locate(entry.kind, entry.digest) }
            if let known {
                if known == here { continue }
                isElsewhere[place] = try isWhole(key, at: known)
                if isElsewhere[place] { continue }
                // What was found damaged because the index was wrong need not be.
                if try !isWhole(key, at: here) { continue }
            }
            // Where it is whole all the same, whoever reads it puts it in.
            if parts.quarantine.holds(key, at: here) { continue }
            // A compaction that is about to remove this pack knows better why the index does not have it.
            if parts.uses.note(here) { missing.append((ordinal, entry)) }
        }
        guard !missing.isEmpty, pack.isSealed else { return isElsewhere }
        let isMended = try mend("\(missing.count) of its records, which the index lacks") { () throws(LockerError) in
            for finding in try parts.index.insert(missing, of: name) { parts.live.report(.healed(finding)) }
        }
        guard isMended else { return isElsewhere }
        parts.live.report(.mended(name, what: "the index lacked \(missing.count) of its records, and has them again"))
        result.mended += missing.count
        return isElsewhere
    }

    /// Whether the record is where the index says.
    private func isWhole(_ key: RecordKey, at location: RecordLocation) throws(LockerError) -> Bool {
        do throws(LockerError) {
            try parts.reader.withRecord(key.kind, key.digest, at: location, using: context) { _ in }
            return true
        } catch let error
            where error.cause is RecordDamage || error.wasMoved
            || error.isOutOfReach
        {
            return false
        }
    }

    private func check(
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
    private func areAsWritten(_ entries: ArraySlice<NumberedEntry>, _ pack: CheckedPack) -> Bool {
        guard let salt = pack.salt else { return false }
        let wanted = entries.map { WantedRecord($0.entry, in: name.id, $0.ordinal) }
        guard let records = parts.reader.wholeRecords(wanted, using: context) else { return false }
        return zip(entries, records).allSatisfy { numbered, record in
            let entry = numbered.entry
            let payload = UnsafeRawBufferPointer(
                rebasing: record.stored[PackFormat.headerLength..<PackFormat.headerLength + entry.storedLength])
            let header = RecordHeader.decode(record.stored, salt: salt, offset: entry.offset)
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
        guard let salt = pack.salt else { return true }
        let header = RecordHeader.decode(
            UnsafeRawBufferPointer(rebasing: stored[..<PackFormat.headerLength]), salt: salt, offset: entry.offset)
        guard header == entry.header(checksum: checksum(payload)) else { return false }
        let end = entry.offset + stored.count
        guard end < entry.end else { return true }
        var padding: UInt64 = 0
        _ = try translatingSystemErrors { () throws(SystemError) in
            try withUnsafeMutableBytes(of: &padding) { (raw) throws(SystemError) in
                try pack.file.read(into: UnsafeMutableRawBufferPointer(rebasing: raw[..<(entry.end - end)]), at: end)
            }
        }
        return padding == 0
    }
}
