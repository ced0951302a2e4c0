import LockerBase
import Metadata
import PackEngine

/// Marks the records of commits that must stay.
struct NeededCommits {
    let packs: PackStore
    let metadata: any MetadataStore

    /// Marks the records of commits that are needed: all but those that tell of accounts and libraries which were
    /// removed, since they hold names of people's files. That one was removed is kept for good, so that a commit of it
    /// that lies in a pack which was not compacted yet brings nobody back.
    func mark(in needed: inout RecordSet) throws(LockerError) {
        var places: [(digest: Digest, location: RecordLocation)] = []
        try packs.reader.forEachLocation(of: .commit) { places.append(($0, $1)) }
        // After the records: a library is in the database before any record of it.
        let accounts = Set(try metadata.accounts.all().map(\.id))
        let libraries = try metadata.libraries.ids()
        var removed: Set<Int64> = []
        var unknown: [(library: Int64, location: RecordLocation)] = []
        for (digest, location) in places {
            guard let header = try header(of: digest), header.hasAccount, !header.accountRemoved else {
                needed.insert(location)
                continue
            }
            if header.libraryRemoved {
                removed.insert(header.library)
                needed.insert(location)
            } else if !accounts.contains(header.account.id) {
                continue
            } else if header.library > 0, !libraries.contains(header.library) {
                unknown.append((header.library, location))
            } else {
                needed.insert(location)
            }
        }
        // Without a word of its removal, a library that the database does not have is one that it lost.
        for (library, location) in unknown where !removed.contains(library) { needed.insert(location) }
    }

    /// What the record of a commit says of itself; nil for one that cannot be read.
    private func header(of digest: Digest) throws(LockerError) -> Locker_Store_V1_CommitHeader? {
        do throws(LockerError) {
            return try Locker_Store_V1_CommitHeader(recordBytes: try packs.reader.readAll(.commit, digest))
        } catch let error where error.isLoss || error.code == .notFound {
            return nil
        }
    }
}
