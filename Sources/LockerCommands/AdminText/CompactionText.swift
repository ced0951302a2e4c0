import LockerAPI
import LockerBase

/// What a compaction did, in JSON and in words.
package enum CompactionText {
    package static func json(_ result: Locker_V1_CompactResult) -> JSONValue {
        [
            "packs_rewritten": .unsigned(result.packsRewritten), "packs_deleted": .unsigned(result.packsDeleted),
            "reclaimed_bytes": .unsigned(result.reclaimedBytes), "moved_bytes": .unsigned(result.movedBytes),
            "seconds": .number(result.seconds), "dry_run": .bool(result.dryRun),
            "total_bytes": .unsigned(result.totalBytes), "unused_bytes": .unsigned(result.unusedBytes),
            "packs_left": .unsigned(result.packsLeft), "bytes_left": .unsigned(result.bytesLeft),
            "damaged_packs": .array(result.damagedPacks.map { .string($0) }),
            "revisions_expired": .unsigned(result.revisionsExpired),
            "retention_refused": result.retentionRefused.isEmpty ? .null : .string(result.retentionRefused),
            "older_packs": .unsigned(result.olderPacks), "older_bytes": .unsigned(result.olderBytes),
        ]
    }

    package static func text(_ result: Locker_V1_CompactResult) -> String {
        let would = result.dryRun ? "would be " : ""
        var lines = [
            "\(size(result.unusedBytes)) of the \(size(result.totalBytes)) in packs \(share(result)) nobody needs",
            "\(count(result.packsDeleted, "pack")) \(would)deleted, \(result.packsRewritten) \(would)rewritten "
                + "(\(size(result.movedBytes)) copied)",
            "\(size(result.reclaimedBytes)) \(would)given back, in \(HumanText.span(result.seconds))",
        ]
        if result.revisionsExpired > 0 {
            lines.insert("\(count(result.revisionsExpired, "revision")) expired, as the configuration says", at: 0)
        }
        if !result.retentionRefused.isEmpty { lines.insert(EntryPath.printable(result.retentionRefused.utf8), at: 0) }
        if result.packsLeft > 0 {
            lines.append(
                "the disk is full: with more room, \(count(result.packsLeft, "pack")) more could be rewritten, which "
                    + "gives back \(size(result.bytesLeft))")
        }
        if result.olderPacks > 0 {
            lines.append(
                "\(count(result.olderPacks, "pack")) (\(size(result.olderBytes))) had an older format before")
        }
        for name in result.damagedPacks {
            lines.append("\(name) stays as it is: a record of it is damaged, or it cannot be opened or removed")
        }
        return lines.joined(separator: "\n")
    }

    private static func share(_ result: Locker_V1_CompactResult) -> String {
        let percent = Double(result.unusedBytes) * 100 / Double(max(1, result.totalBytes))
        return "(\((percent * 10).rounded() / 10) %)"
    }

    private static func size(_ bytes: UInt64) -> String { HumanText.size(Int(clamping: bytes)) }

    private static func count(_ number: UInt64, _ noun: String) -> String {
        HumanText.count(Int(clamping: number), noun)
    }
}
