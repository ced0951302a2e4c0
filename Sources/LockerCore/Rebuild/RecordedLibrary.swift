import LockerBase
import Metadata

/// What the packs tell of one library.
struct RecordedLibrary {
    /// By digest.
    private(set) var parts: [Digest: RecordedPart] = [:]
    /// Revisions before this one have expired.
    private(set) var first: Int64 = 1
    /// Others that have.
    private(set) var gone = RevisionSet()
    /// What its records call it, the latest first: one for each name that it had.
    private(set) var names: [(order: RecordOrder, name: String)] = []
    /// The last record that tells of a source and is no commit.
    private(set) var source: (order: RecordOrder, source: Source)?
    /// The last record of what is asked to be kept of it.
    private(set) var retention: (order: RecordOrder, retention: OwnRetention)?
    private var removal: RecordOrder?

    /// Whether it was removed: a later record of it revokes that.
    var isRemoved: Bool {
        guard let removal else { return false }
        return names.allSatisfy { $0.order < removal }
    }

    mutating func add(_ part: RecordedPart, _ digest: Digest, name: String, _ order: RecordOrder) {
        parts[digest] = part
        add(name, order)
    }

    /// - Parameter runs: of each run of revisions the first and the last.
    mutating func expire(before first: Int64, and runs: [Int64]) throws(LockerError) {
        self.first = max(self.first, first)
        for place in stride(from: 0, to: runs.count - 1, by: 2) {
            let (start, end) = (runs[place], runs[place + 1])
            guard start > 0, start <= end, end < .max else {
                throw LockerError(.dataLoss, "revisions \(start) to \(end) have expired: there are no such revisions")
            }
            gone.insert(start...end)
        }
    }

    /// From here on this is asked to be kept of it.
    mutating func keep(_ retention: OwnRetention, _ order: RecordOrder) {
        if let known = self.retention, order < known.order { return }
        self.retention = (order, retention)
    }

    mutating func remove(_ order: RecordOrder) {
        removal = max(removal ?? order, order)
    }

    /// From here on it has this name, and this source where one is given.
    mutating func change(to name: String, _ source: Source?, _ order: RecordOrder) {
        add(name, order)
        guard let source, self.source.map({ $0.order < order }) ?? true else { return }
        self.source = (order, source)
    }

    /// The same without the commits of these names.
    func without(_ names: Set<Digest>) -> RecordedLibrary {
        var library = self
        for name in names {
            var digest: Digest? = name
            while let found = digest, let part = library.parts.removeValue(forKey: found) {
                digest = part.part > 0 ? part.previous : nil
            }
        }
        return library
    }

    private mutating func add(_ name: String, _ order: RecordOrder) {
        if let same = names.firstIndex(where: { $0.name == name }) {
            guard names[same].order < order else { return }
            names.remove(at: same)
        }
        names.insert((order, name), at: names.firstIndex { $0.order < order } ?? names.endIndex)
    }

    /// The commits that led to the newest revision, from the very first on.
    struct CommitLine {
        let commits: [RecordedCommit]
        let remainder: Remainder
        /// How many commits are whole, and in another line: two went on from one revision.
        let others: Int
    }

    /// What there is of revisions behind the newest.
    enum Remainder {
        case nothing
        /// Some parts of the next commit: a crash came between them, and nobody was told of it.
        case unfinished
        /// Commits that a missing record keeps from being told.
        case lost
    }

    /// What was committed last is true, and what it says that it follows is too.
    ///
    /// - Parameter known: the commit that the database has as the newest. The line leads through it where the packs have
    ///   it: it may be what people were served since an older database was put in the place of that which had another.
    func line(through known: Digest? = nil) -> CommitLine {
        let commits = parts.compactMap { (digest, part) in part.part + 1 == part.parts ? commit(digest) : nil }
        let sorted = commits.sorted {
            ($0.order.sequence, $0.revision, $0.order) < ($1.order.sequence, $1.revision, $1.order)
        }
        var whole: [Digest: RecordedCommit] = [:]
        for commit in sorted.sorted(by: { $0.revision < $1.revision }) where follows(commit, whole) {
            whole[commit.digest] = commit
        }
        var line: [RecordedCommit] = []
        let through = known.flatMap { whole[$0]?.digest }
        for newest in sorted.reversed() where whole[newest.digest] != nil {
            line = RecordedLibrary.line(to: newest, of: whole)
            if through == nil || line.contains(where: { $0.digest == through }) { break }
        }
        return CommitLine(
            commits: line, remainder: remainder(behind: line.last?.revision ?? 0, commits),
            others: whole.count - line.count)
    }

    private static func line(to newest: RecordedCommit, of whole: [Digest: RecordedCommit]) -> [RecordedCommit] {
        var line = [newest]
        while let previous = line.last?.previous, let commit = whole[previous] { line.append(commit) }
        return line.reversed()
    }

    private func remainder(behind newest: Int64, _ commits: [RecordedCommit]) -> Remainder {
        let highest = parts.values.map(\.revision).max() ?? 0
        if highest <= newest { return .nothing }
        return highest == newest + 1 && !commits.contains { $0.revision == highest } ? .unfinished : .lost
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
            parts: digests.reversed(), purge: last.purge)
    }
}
