import LockerBase
import Metadata
import PackEngine

extension Locker {
    /// Marks the records of commits that are needed: all but those that tell of accounts which are not there any more,
    /// since they hold names of people's files. That an account was removed is kept for good, so that a commit of it that
    /// lies in a pack which was not compacted yet brings nobody back.
    func markCommits(in needed: inout RecordSet) throws(LockerError) {
        let accounts = Set(try metadata.accounts().map(\.id))
        var places: [(digest: Digest, location: RecordLocation)] = []
        try packs.forEachLocation(of: .commit) { places.append(($0, $1)) }
        for (digest, location) in places {
            guard let header = try header(of: digest), header.hasAccount, !header.accountRemoved,
                !accounts.contains(header.account.id)
            else {
                needed.insert(location)
                continue
            }
        }
    }

    /// What the record of a commit says of itself; nil for one that cannot be read.
    private func header(of digest: Digest) throws(LockerError) -> Locker_Store_V1_CommitHeader? {
        do throws(LockerError) {
            return try Locker_Store_V1_CommitHeader(recordBytes: try packs.readAll(.commit, digest))
        } catch let error where error.code == .dataLoss || error.code == .notFound {
            return nil
        }
    }
}
