import LockerBase

/// What the packs tell of one library.
struct RecordedLibrary {
    /// By digest.
    private(set) var parts: [Digest: RecordedPart] = [:]
    /// Revisions before this one have expired.
    var first: Int64 = 1

    mutating func add(_ part: RecordedPart, _ digest: Digest) {
        parts[digest] = part
    }

    /// The commits that led to the newest revision, from the very first on.
    struct Line {
        let commits: [RecordedCommit]
        /// What else claims to be the newest revision, the latest first.
        let rivals: [RecordedCommit]
        /// Revisions behind the newest one that cannot be told, because a record of them or before them is missing.
        let lost: Int64
    }

    /// What was committed last is true, and what it says that it follows is too. Nil when no commit is whole back to the
    /// first one.
    func line() -> Line? {
        let commits = parts.compactMap { (digest, part) in part.part + 1 == part.parts ? commit(digest) : nil }
        let sorted = commits.sorted {
            ($0.order.sequence, $0.revision, $0.order) < ($1.order.sequence, $1.revision, $1.order)
        }
        var whole: [Digest: RecordedCommit] = [:]
        for commit in sorted.sorted(by: { $0.revision < $1.revision }) where follows(commit, whole) {
            whole[commit.digest] = commit
        }
        let candidates = sorted.filter { whole[$0.digest] != nil }
        guard let newest = candidates.last else { return nil }
        var line = [newest]
        while let previous = line.last?.previous, let commit = whole[previous] { line.append(commit) }
        let highest = parts.values.map(\.revision).max() ?? 0
        return Line(
            commits: line.reversed(),
            rivals: candidates.dropLast().reversed().filter {
                $0.revision == newest.revision && $0.previous == newest.previous
            },
            lost: max(0, highest - newest.revision))
    }

    private func follows(_ commit: RecordedCommit, _ whole: [Digest: RecordedCommit]) -> Bool {
        guard let previous = commit.previous else { return commit.revision == 1 }
        return whole[previous]?.revision == commit.revision - 1
    }

    /// The commit whose last part is `digest`; nil when a part of it is not there.
    private func commit(_ digest: Digest) -> RecordedCommit? {
        guard let last = parts[digest] else { return nil }
        var digests = [digest]
        var part = last
        while part.part > 0 {
            guard let before = part.previous, let found = parts[before], found.part + 1 == part.part,
                found.parts == last.parts, found.revision == last.revision
            else { return nil }
            digests.append(before)
            part = found
        }
        return RecordedCommit(
            account: last.account, revision: last.revision, created: last.created,
            order: RecordOrder(sequence: last.sequence, created: last.created), previous: part.previous,
            parts: digests.reversed())
    }
}
