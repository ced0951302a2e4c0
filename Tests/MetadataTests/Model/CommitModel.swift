import LockerBase
import Metadata
import POSIXSupport

struct CommitModel: CommitStore {
    let content: Monitor<Content>

    func effectiveDelta(
        of puts: [Entry], removals: [EntryPath], in library: Library,
        check: () throws(LockerError) -> Void
    ) throws(LockerError) -> Delta {
        for put in puts { try put.checkFields() }
        return try content.withLock { (content) throws(LockerError) in
            for _ in 0..<puts.count + removals.count { try check() }
            let tree = try content.tree(of: library)
            let (old, new) = (tree.history.newest, try CommitModel.next(tree.history, puts, removals))
            let changed = new.values.filter { $0 != old[$0.path] }.sorted { $0.path < $1.path }
            let removed = old.keys.filter { new[$0] == nil }.sorted()
            var bytes = tree.library.logicalBytes
            for entry in changed where !CommitModel.count(old[entry.path], entry, &bytes) {
                throw LockerError(.overQuota, "library '\(tree.name)' would hold more bytes than can be counted")
            }
            let last = Dictionary(puts.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
            let kept = last.values.map { LibraryModel.keepingAttributes($0, old[$0.path]) }
            let retold = kept.filter { put in
                old[put.path].map { new[put.path] == $0 && $0.tellsSame(as: put) && $0.chunk == nil } == true
                    && put.chunk != nil
            }
            for path in removed { _ = CommitModel.count(old[path], nil, &bytes) }
            var pairs: [(old: Entry?, new: Entry?)] = []
            for entry in changed { pairs.append((old: old[entry.path], new: entry)) }
            for path in removed { pairs.append((old: old[path], new: nil)) }
            return Delta(
                library: tree.id, base: tree.newest, additions: changed.filter { old[$0.path] == nil },
                changes: changed.filter { old[$0.path] != nil }, removals: removed,
                retold: retold.sorted { $0.path < $1.path }, files: Int64(new.values.count { $0.kind == .file }),
                logicalBytes: bytes, bytes: CommitModel.bytes(pairs))
        }
    }

    private static func bytes(_ changes: [(old: Entry?, new: Entry?)]) -> ChangedBytes {
        var (added, changed, removed) = (Int64(0), Int64(0), Int64(0))
        for (old, new) in changes {
            let size = new?.kind == .file ? new?.size ?? 0 : 0
            if old == nil {
                added += size
            } else if new == nil {
                removed += old?.kind == .file ? old?.size ?? 0 : 0
            } else if old?.blob != new?.blob {
                changed += size
            }
        }
        return ChangedBytes(added: added, changed: changed, removed: removed)
    }

    func newBytes(
        of delta: Delta, among novelty: (Digest) -> Novelty, limit: Int64, check: () throws(LockerError) -> Void
    ) throws(LockerError) -> Int64? {
        content.withLock { content in
            guard let tree = content.trees[delta.library] else { return nil }
            let held = Set(content.trees(of: tree.account).flatMap { $0.versions.compactMap(\.entry.blob) })
            var sizes: [Digest: Int64] = [:]
            for entry in delta.additions + delta.changes {
                guard let blob = entry.blob else { continue }
                switch novelty(blob) {
                case .none: break
                case .possible: if !held.contains(blob) { sizes[blob] = entry.size }
                case .certain: sizes[blob] = entry.size
                }
            }
            return sizes.values.reduce(0, +)
        }
    }

    func checkQuota(of delta: Delta, saying provenance: Provenance) throws(LockerError) {
        try content.withLock { (content) throws(LockerError) in
            try CommitModel.checkQuota(of: delta, saying: provenance, content)
        }
    }

    func commit(
        _ delta: Delta, as commit: Digest, created: Int64, from source: Source?, saying provenance: Provenance,
        check: () throws(LockerError) -> Void
    ) throws(LockerError) -> Revision {
        guard !delta.isEmpty else { throw LockerError(.invalidArgument, "an empty delta makes no revision") }
        return try content.withLock { (content) throws(LockerError) in
            guard var tree = content.trees[delta.library] else { throw LockerError(.notFound, "it was removed") }
            guard tree.newest == delta.base else { throw LockerError(.failedPrecondition, "work it out again") }
            try CommitModel.checkQuota(of: delta, saying: provenance, content)
            var next = tree.history.newest
            for path in delta.removals {
                try check()
                next[path] = nil
            }
            for entry in delta.additions + delta.changes {
                try check()
                next[entry.path] = entry
                let beginning = Content.Beginning(library: tree.id, path: entry.path, since: delta.base + 1)
                content.order[beginning] = content.order.count
            }
            for track in delta.matched { content.matched.insert(.init(account: tree.account, track: track)) }
            let revision = Revision(
                library: tree.id, number: delta.base + 1, created: created, commit: commit,
                added: Int64(delta.additions.count), changed: Int64(delta.changes.count),
                removed: Int64(delta.removals.count), files: delta.files, logicalBytes: delta.logicalBytes,
                bytes: delta.bytes, provenance: provenance)
            tree.history.append(next)
            tree.revisions.append(revision)
            tree.source = source ?? tree.source
            content.trees[tree.id] = tree
            if let device = provenance.origin?.device { content.noteSeen(device, of: tree.account, at: created) }
            return revision
        }
    }

    private static func next(
        _ history: LibraryModel, _ puts: [Entry], _ removals: [EntryPath]
    ) throws(LockerError) -> [EntryPath: Entry] {
        do {
            return try history.next(puts, removing: removals)
        } catch let conflict as LibraryModel.Conflict {
            throw LockerError(
                .invalidArgument,
                "\(conflict.path): it would lie below \(conflict.folder), which is not a folder; remove or rename one of the "
                    + "two")
        } catch {
            throw LockerError(.internal, "\(error)")
        }
    }

    /// Whether `bytes` can be counted with `new` in the place of `old`.
    private static func count(_ old: Entry?, _ new: Entry?, _ bytes: inout Int64) -> Bool {
        if let old, old.kind == .file { bytes -= old.size }
        guard let new, new.kind == .file else { return true }
        let (sum, overflow) = bytes.addingReportingOverflow(new.size)
        bytes = sum
        return !overflow
    }

    private static func checkQuota(
        of delta: Delta, saying provenance: Provenance, _ content: Content
    ) throws(LockerError) {
        guard let tree = content.trees[delta.library], !delta.additions.isEmpty || !delta.changes.isEmpty else {
            return
        }
        try content.holdings(of: tree.account).check(
            growingBy: .init(delta, to: tree.library, saying: provenance))
    }
}
