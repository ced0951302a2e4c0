import LockerBase
import Metadata
import POSIXSupport

struct PurgeModel: PurgeStore {
    let content: Monitor<Content>

    func find(
        _ targets: PurgeTargets, in library: Library, limit: Int64, check: () throws(LockerError) -> Void
    ) throws(LockerError) -> PurgedEntries {
        try content.withLock { (content) throws(LockerError) in
            let tree = try content.tree(of: library)
            try check()
            let found = tree.versions.filter { targets.mean($0.entry.path) }
            if found.count > limit { return PurgedEntries(beyond: limit) }
            let revisions = tree.retained.filter { revision in
                found.contains { $0.since <= revision.number && $0.until ?? .max > revision.number }
            }
            var bytes: Int64 = 0
            for version in found where version.entry.kind == .file {
                let (sum, overflow) = bytes.addingReportingOverflow(version.entry.size)
                bytes = overflow ? .max : sum
            }
            let missing = targets.paths.first { path in
                let one = PurgeTargets([path], isRecursive: targets.isRecursive)
                return !found.contains { one.mean($0.entry.path) }
            }
            return PurgedEntries(
                revisions: Int64(revisions.count), paths: Int64(Set(found.map(\.entry.path)).count),
                versions: Int64(found.count), logicalBytes: bytes, missing: missing)
        }
    }

    func purge(
        _ targets: PurgeTargets, from library: Library, as commit: Digest, created: Int64,
        saying provenance: Provenance
    ) throws(LockerError) -> Revision {
        try content.withLock { (content) throws(LockerError) in
            var tree = try content.tree(of: library)
            guard tree.newest == library.newest, tree.newest > 0 else {
                throw LockerError(.failedPrecondition, "its newest revision is another")
            }
            let removed = tree.history.newest.filter { targets.mean($0.key) }.map(\.value)
            let removedBytes = removed.filter { $0.kind == .file }.reduce(0) { $0 + $1.size }
            tree.history.purge(where: targets.mean)
            let next = Revision(
                library: tree.id, number: tree.newest + 1, created: created, commit: commit, added: 0, changed: 0,
                removed: Int64(removed.count), files: 0, logicalBytes: 0,
                bytes: ChangedBytes(removed: removedBytes), provenance: provenance.ofPurge)
            tree.revisions = (tree.revisions + [next]).map { revision in
                let files = tree.history.files(Int(revision.number))
                return Revision(
                    library: tree.id, number: revision.number, created: revision.created, commit: revision.commit,
                    added: revision.added, changed: revision.changed, removed: revision.removed,
                    files: Int64(files.count), logicalBytes: files.reduce(0) { $0 + $1.size },
                    bytes: revision.bytes, provenance: revision.provenance)
            }
            content.trees[tree.id] = tree
            guard let revision = tree.revisions.last else { throw LockerError(.internal, "no revision") }
            return revision
        }
    }
}

extension PurgeTargets {
    fileprivate func mean(_ path: EntryPath) -> Bool {
        paths.contains { path == $0 || isRecursive && path.isBelow($0) }
    }
}
