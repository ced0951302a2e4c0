import Foundation
import LockerBase

/// Commits whose records the packs have and which the database did not take, since a crash came before it, or since it
/// is an older one: of all that claim one revision, the one that a rebuild would tell.
///
/// What such a commit puts is kept for as long as its library does not go on without it. So there is one of a revision,
/// and none that was refused: else content that no quota counts could be added to without end.
struct UntakenCommits {
    private struct Revision: Hashable {
        let library: Int64
        let number: Int64
    }

    private struct Commit {
        var sequence: UInt64 = 0
        var parts: [Digest] = []

        mutating func add(_ number: UInt64, _ part: Digest) {
            sequence = max(sequence, number)
            parts.append(part)
        }
    }

    /// By the time at which each was made, which all parts of one have.
    private var revisions: [Revision: [Int64: Commit]] = [:]
    private var refused: Set<Digest> = []

    /// Takes note of a record of a library.
    mutating func add(_ header: Locker_Store_V1_CommitHeader, _ digest: Digest) {
        guard header.revision > 0 else { return }
        let revision = Revision(library: header.library, number: header.revision)
        revisions[revision, default: [:]][header.created, default: Commit()].add(header.sequence, digest)
    }

    /// Takes note of commits that the database refused.
    mutating func refuse(_ names: [Data]) {
        refused.formUnion(names.compactMap { Digest($0) })
    }

    /// The records of those that count.
    var records: [Digest] {
        revisions.values.flatMap { commits in
            let whole = commits.values.filter { refused.isDisjoint(with: $0.parts) }
            return whole.max { $0.sequence < $1.sequence }?.parts ?? []
        }
    }
}
