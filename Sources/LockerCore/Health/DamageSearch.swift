import LockerBase
import Metadata
import POSIXSupport
import PackEngine

/// Tells what is damaged, and whose files need it.
public struct DamageSearch: Sendable {
    let packs: PackStore
    let metadata: any MetadataStore
    let blobs: DamagedBlobs

    /// The most files that are named for one finding.
    private static let maximumHolders = 100

    /// The most findings in one answer, and the bytes that they or files may take there, which has room for 4 MiB.
    private static let maximumDamages = 1000
    private static let damageBytes = 2 << 20

    /// What is known to be damaged and has not healed, in the order of packs and places, as far as one answer has room
    /// for it, and how many findings there are; the operator's call.
    public func damages() throws(LockerError) -> (damages: [DamageNotice], total: Int) {
        let (findings, needs) = try blobs.look(metadata)
        var damages: [DamageNotice] = []
        var (total, bytes) = (0, 0)
        for finding in findings where try !packs.health.isWhole(finding) {
            total += 1
            guard damages.count < DamageSearch.maximumDamages, bytes < DamageSearch.damageBytes else { continue }
            var holders: [Holder] = []
            for content in finding.record.flatMap({ needs[$0.digest] })?.sorted() ?? []
            where holders.count <= DamageSearch.maximumHolders {
                holders += try metadata.blobs.holders(
                    of: content, in: nil, limit: DamageSearch.maximumHolders + 1 - holders.count)
            }
            let more = holders.count > DamageSearch.maximumHolders
            bytes += holders.reduce(256) { $0 + $1.path.bytes.count + 384 }
            damages.append(
                DamageNotice(finding: finding, holders: Array(holders.prefix(DamageSearch.maximumHolders)), more: more))
        }
        return (damages, total)
    }

    /// The most files in one answer.
    private static let maximumDamagedFiles = 10_000

    /// The files of a library, in any retained revision, that cannot be read back: what their owner can bring again, as
    /// far as one answer has room for it.
    /// Of others' files it tells nothing, and of the store's recipes it reads those of the library alone.
    public func damagedFiles(
        in library: String, of caller: Caller, cancellation: Cancellation? = nil
    ) throws(LockerError) -> (files: [DamagedFile], more: Bool) {
        let library = try caller.library(named: library, in: metadata)
        let found = try blobs.look(in: library, metadata, cancellation)
        if found.needs.isEmpty { return ([], false) }
        var lost: Set<ContentName> = []
        for finding in blobs.records.findings {
            guard let digest = finding.record?.digest, let needing = found.needs[digest],
                try !packs.health.isWhole(finding)
            else { continue }
            lost.formUnion(needing)
        }
        var (files, bytes) = ([DamagedFile](), 0)
        for content in lost.sorted() {
            try cancellation.check()
            let room = DamageSearch.maximumDamagedFiles - files.count
            for holder in try metadata.blobs.holders(of: content, in: library, limit: room + 1) {
                bytes += holder.path.bytes.count + 96
                guard files.count < DamageSearch.maximumDamagedFiles, bytes <= DamageSearch.damageBytes else {
                    return (files, true)
                }
                files.append(DamagedFile(blob: content.blob, holder: holder))
            }
        }
        return (files, found.isPartial)
    }
}
