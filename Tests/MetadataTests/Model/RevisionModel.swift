import LockerBase
import Metadata
import POSIXSupport

struct RevisionModel: RevisionStore {
    let content: Monitor<Content>

    func revision(_ number: Int64, of library: Library) throws(LockerError) -> Revision? {
        try list(of: library, before: nil, limit: .max).first { $0.number == number }
    }

    func list(of library: Library, before: Int64?, limit: Int) throws(LockerError) -> [Revision] {
        content.withLock { content in
            let found = (content.trees[library.id]?.retained.reversed() ?? []).filter { $0.number < before ?? .max }
            return found.prefix(max(0, limit)).map { content.told($0, of: library.account) }
        }
    }

    func times(of library: Library) throws(LockerError) -> [RevisionTime] {
        try list(of: library, before: nil, limit: .max).map { RevisionTime(number: $0.number, created: $0.created) }
    }

    func revision(of library: Library, currentAt time: Int64) throws(LockerError) -> Int64 {
        try content.withLock { (content) throws(LockerError) in
            let tree = try content.tree(of: library)
            // Each was the newest until the one after it was made.
            let later = tree.retained.dropFirst().first { $0.created > time }
            return later.map { later in tree.retained.last { $0.number < later.number }?.number ?? 0 }
                ?? max(tree.first, tree.newest)
        }
    }

    func newestTime() throws(LockerError) -> Int64? {
        content.withLock { $0.trees.values.flatMap { $0.retained.map(\.created) }.max() }
    }

    func longestSilence(from start: Int64?, to end: Int64) throws(LockerError) -> Int64 {
        content.withLock { content in
            let times = content.trees.values.flatMap { $0.retained.map(\.created) }
                .filter { $0 > start ?? .min && $0 < end }.sorted()
            let moments = (start.map { [$0] } ?? []) + times + [end]
            let gaps = zip(moments, moments.dropFirst()).map { (one, other) in
                let (gap, overflow) = other.subtractingReportingOverflow(one)
                return overflow ? .max : gap
            }
            return max(0, gaps.max() ?? 0)
        }
    }

    func setNote(_ note: String, ofRevision number: Int64, of library: Library) throws(LockerError) {
        try Provenance.checkNote(note)
        try content.withLock { (content) throws(LockerError) in
            let tree = try content.tree(of: library)
            guard let place = tree.revisions.firstIndex(where: { $0.number == number }), number >= tree.first,
                !tree.gone.contains(number)
            else {
                throw Revision.isNotThere(number, in: library)
            }
            var provenance = tree.revisions[place].provenance
            provenance.note = note
            content.trees[tree.id]?.revisions[place] = tree.revisions[place].saying(provenance)
        }
    }

    func expire(
        _ library: Library, before first: Int64, and others: RevisionSet
    ) throws(LockerError) -> Int64 {
        try content.withLock { (content) throws(LockerError) in
            let tree = try content.tree(of: library)
            guard first <= tree.newest else { throw LockerError(.invalidArgument, "its newest stays") }
            let expired = tree.retained.map(\.number).filter { number in
                number < tree.newest && (number < first || others.contains(number))
            }
            content.trees[tree.id]?.gone.formUnion(expired)
            return Int64(expired.count)
        }
    }
}
