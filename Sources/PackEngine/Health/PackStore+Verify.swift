import Glibc
import LockerBase
import POSIXSupport

/// A pack, and when it was last verified.
public struct VerifiablePack: Sendable {
    public let name: PackName
    /// Its bytes, without what is only reserved in its file.
    public let size: Int
    /// When all of it was last read and checked, in seconds since 1970 UTC; nil for never, and for a pack that is still
    /// written.
    public let verified: Int64?
    /// Whether it is written to no more, and wholly in the index.
    public let isSealed: Bool
}

/// What verifying a pack found.
public struct PackVerification: Sendable {
    /// Records that were looked at, and their bytes, headers and padding included.
    public internal(set) var records = 0
    public internal(set) var bytes = 0
    /// Records that are damaged, and the pack itself if it is.
    public internal(set) var damaged = 0
    /// What was damaged and could be made anew from the rest: a footer, a header, an entry of the index.
    public internal(set) var mended = 0
    /// Whether the pack could be opened and looked at.
    public internal(set) var isComplete = true
    /// Why it is not remembered that the pack was verified, when it is not: a full disk takes no note of it.
    public internal(set) var unnoted: LockerError?
}

extension PackStore {
    /// How closely a verification looks.
    public enum Depth: Sendable {
        /// Header, footer and trailer of each pack, and whether the index has every record.
        case structure
        /// Besides, every byte of every record.
        case records
    }

    /// The packs there are: those whose verification is longest ago first, those that never were before them.
    public func packsToVerify() throws(LockerError) -> [VerifiablePack] {
        try completion.wait()
        let sizes = try translatingSystemErrors(remedy: "the packs cannot be listed") { () throws(SystemError) in
            try storage.list()
        }
        let rows = Dictionary(try index.packs().map { ($0.name, $0) }) { first, _ in first }
        for (name, row) in rows where sizes[name] == nil && row.isSealed && !reader.packs.isGone(name) {
            try lost(name)
        }
        let open = Dictionary(log.openPacks.map { ($0.name, $0.size) }) { first, _ in first }
        let packs = sizes.map { name, size in
            let verified = rows[name]?.verified ?? 0
            return VerifiablePack(
                name: name, size: min(size, open[name] ?? size),
                verified: verified == 0 ? nil : Int64(clamping: verified),
                isSealed: rows[name]?.isSealed ?? false)
        }
        return packs.sorted { ($0.verified ?? 0, $0.name.id) < ($1.verified ?? 0, $1.name.id) }
    }

    /// Takes note that the file of a pack is not there, with all its records. Whether anybody needs one of them is for
    /// others to find out: ``lostRecords()``.
    private func lost(_ name: PackName) throws(LockerError) {
        let findings = quarantine.add(try index.entries(in: name), of: name, reason: "its pack is not there")
        for record in findings.compactMap(\.record) { log.forget(record) }
        let pack = Finding(
            pack: name, record: nil, reason: "its file is not there; put it back from a backup", found: Int64(time(nil))
        )
        guard quarantine.add(pack) || !findings.isEmpty else { return }
        log.report(.recordsGone(name, records: findings.count, reason: "its file is not there"))
    }

    /// Reads a pack and checks it. What is damaged is set aside; what follows from the rest is made anew.
    ///
    /// - Parameters:
    ///   - context: of this thread.
    ///   - willRead: called with the bytes of each record before it is read; what it throws ends the work.
    /// - Returns: nil when the pack was removed meanwhile, because its records have moved or there were none.
    public func verify(
        _ name: PackName, _ depth: Depth, using context: ReadContext, _ willRead: (Int) throws(LockerError) -> Void
    ) throws(LockerError) -> PackVerification? {
        let start = UInt64(max(0, time(nil)))
        let verifier = PackVerifier(store: self, name: name, depth: depth, context: context)
        do throws(LockerError) {
            try verifier.run(willRead)
        } catch let error where PackReader.isMoved(error) || reader.packs.isGone(name) {
            return nil
        }
        var result = verifier.result
        guard depth == .records, result.isComplete else { return result }
        do throws(LockerError) {
            try index.setVerified(name, at: start)
        } catch {
            result.unnoted = error
        }
        return result
    }
}
