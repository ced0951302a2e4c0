import LockerBase
import Metadata
import PackEngine

/// Marks the records of commits that must stay.
struct NeededCommits {
    let packs: PackStore
    let metadata: any MetadataStore

    /// Marks the records of commits that are needed: all but those that tell of accounts and libraries which were
    /// removed, since they hold names of people's files. That one was removed is kept for good, so that a commit of it
    /// that lies in a pack which was not compacted yet brings nobody back. Of the records of one device, of one
    /// revision's notes and of one library's retention, the last is needed, as long as there is what it is of.
    ///
    /// - Returns: the records of what the database did not take and a rebuild tells (``UntakenCommits``).
    func mark(in needed: inout RecordSet) throws(LockerError) -> [Digest] {
        var places: [(digest: Digest, location: RecordLocation)] = []
        try packs.reader.forEachLocation(of: .commit) { places.append(($0, $1)) }
        // After the records: an account and a library are in the database before any record of theirs.
        let accounts = Set(try metadata.accounts.all().map(\.id))
        let newest = try metadata.libraries.newestRevisions()
        var (removedAccounts, removedLibraries): (Set<Int64>, Set<Int64>) = ([], [])
        var unknown: [(header: Locker_Store_V1_CommitHeader, digest: Digest, location: RecordLocation)] = []
        var untaken = UntakenCommits()
        var replaced = ReplacedStates<RecordLocation>()
        for (digest, location) in places {
            let header = try header(of: digest)
            untaken.refuse(header?.refused ?? [])
            if let header, replaced.add(header, at: location) { continue }
            guard let header, header.hasAccount else {
                needed.insert(location)
                continue
            }
            if header.accountRemoved || header.libraryRemoved {
                needed.insert(location)
                if header.accountRemoved { removedAccounts.insert(header.account.id) }
                if header.libraryRemoved { removedLibraries.insert(header.library) }
            } else if !accounts.contains(header.account.id) || header.library > 0 && newest[header.library] == nil {
                unknown.append((header, digest, location))
            } else {
                needed.insert(location)
                if header.revision > newest[header.library] ?? 0 { untaken.add(header, digest) }
            }
        }
        // Without a word of its removal, what the database does not have is what it lost.
        var libraries = Set(newest.keys)
        for (header, digest, location) in unknown
        where !removedAccounts.contains(header.account.id) && !removedLibraries.contains(header.library) {
            needed.insert(location)
            untaken.add(header, digest)
            libraries.insert(header.library)
        }
        // What the database has is there, whatever a record says that a crash kept it from taking.
        let gone = removedAccounts.subtracting(accounts)
        for location in replaced.last(without: gone, in: libraries) { needed.insert(location) }
        return untaken.records
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
