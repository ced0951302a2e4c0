import LockerBase
import Metadata
import POSIXSupport
import PackEngine

extension Locker {
    /// Something that is damaged, and what of people's it belongs to.
    public struct Damage: Sendable {
        public let finding: Finding
        /// The files that need it, at most ``maximumHolders``.
        public let holders: [Holder]
        /// Whether there are more.
        public let more: Bool
    }

    /// The most files that are named for one finding.
    private static let maximumHolders = 100

    /// The most findings in one answer, and the bytes that they or files may take there, which has room for 4 MiB.
    private static let maximumDamages = 1000
    private static let damageBytes = 2 << 20

    /// What is known to be damaged and has not healed, in the order of packs and places, as far as one answer has room
    /// for it, and how many findings there are; the operator's call.
    public func damages() throws(LockerError) -> (damages: [Damage], total: Int) {
        let (findings, blobs) = try damage.look()
        var damages: [Damage] = []
        var (total, bytes) = (0, 0)
        for finding in findings where try !packs.isWhole(finding) {
            total += 1
            guard damages.count < Locker.maximumDamages, bytes < Locker.damageBytes else { continue }
            var holders: [Holder] = []
            for blob in finding.record.flatMap({ blobs[$0.digest] })?.sorted() ?? []
            where holders.count <= Locker.maximumHolders {
                holders += try metadata.blobs.holders(
                    of: blob, in: nil, limit: Locker.maximumHolders + 1 - holders.count)
            }
            let more = holders.count > Locker.maximumHolders
            bytes += holders.reduce(256) { $0 + $1.path.bytes.count + 384 }
            damages.append(
                Damage(finding: finding, holders: Array(holders.prefix(Locker.maximumHolders)), more: more))
        }
        return (damages, total)
    }

    /// A file of a library that cannot be read back.
    public struct DamagedFile: Sendable {
        public let blob: Digest
        public let holder: Holder
    }

    /// The most files in one answer.
    private static let maximumDamagedFiles = 10_000

    /// The files of a library, in any retained revision, that cannot be read back: what their owner can bring again, as
    /// far as one answer has room for it.
    /// Of others' files it tells nothing, and of the store's recipes it reads those of the library alone.
    public func damagedFiles(
        in library: String, of caller: Caller, cancellation: Cancellation? = nil
    ) throws(LockerError) -> (files: [DamagedFile], more: Bool) {
        let library = try self.library(named: library, of: caller)
        let found = try damage.look(in: library, metadata, cancellation)
        if found.needs.isEmpty { return ([], false) }
        var lost: Set<Digest> = []
        for finding in damage.records.findings {
            guard let digest = finding.record?.digest, let needing = found.needs[digest],
                try !packs.isWhole(finding)
            else { continue }
            lost.formUnion(needing)
        }
        var (files, bytes) = ([DamagedFile](), 0)
        for blob in lost.sorted() {
            try cancellation.check()
            let room = Locker.maximumDamagedFiles - files.count
            for holder in try metadata.blobs.holders(of: blob, in: library, limit: room + 1) {
                bytes += holder.path.bytes.count + 96
                guard files.count < Locker.maximumDamagedFiles, bytes <= Locker.damageBytes else {
                    return (files, true)
                }
                files.append(DamagedFile(blob: blob, holder: holder))
            }
        }
        return (files, found.isPartial)
    }
}
