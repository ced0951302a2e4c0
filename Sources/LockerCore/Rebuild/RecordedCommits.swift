import LockerBase
import PackEngine

/// Reads the records in which the packs tell of changes.
final class RecordedCommits {
    let packs: PackStore
    private let context = ReadContext()

    init(packs: PackStore) {
        self.packs = packs
    }

    /// The names of all, each once, in the order of the packs, which is that of the disk: a record may be in two of
    /// them.
    func digests() throws(LockerError) -> [Digest] {
        var (digests, seen) = ([Digest](), Set<Digest>())
        try packs.reader.forEachLocation(of: .commit) { (digest, _) in
            if seen.insert(digest).inserted { digests.append(digest) }
        }
        return digests
    }

    /// What the record called `digest` says of itself.
    func header(_ digest: Digest) throws(LockerError) -> Locker_Store_V1_CommitHeader {
        try Locker_Store_V1_CommitHeader(recordBytes: try bytes(of: digest))
    }

    /// The record called `digest`, whole.
    func record(_ digest: Digest) throws(LockerError) -> Locker_Store_V1_Commit {
        try Locker_Store_V1_Commit(recordBytes: try bytes(of: digest))
    }

    private func bytes(of digest: Digest) throws(LockerError) -> [UInt8] {
        try packs.reader.withRecord(.commit, digest, using: context) { Array($0) }
    }
}
