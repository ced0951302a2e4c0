import LockerBase
import POSIXSupport

/// Checks one pack: what it says of itself, whether the index has its records, and their bytes.
final class PackVerifier {
    let parts: VerificationParts
    let name: PackName
    private let depth: VerificationDepth
    let context: ReadContext
    var result = PackVerification()

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
    func mend(_ what: String, _ write: () throws(LockerError) -> Void) throws(LockerError) -> Bool {
        do throws(LockerError) {
            try write()
            return true
        } catch let error where error.code == .noSpace {
            parts.live.report(.notMended(name, what: what, error))
            return false
        }
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
}
