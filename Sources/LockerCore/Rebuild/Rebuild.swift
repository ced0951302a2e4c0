import LockerBase
import Logging
import Metadata
import PackEngine

/// What a rebuild did.
public struct RebuildReport: Sendable {
    /// What the new database holds.
    public var metadata = MetadataCounts()
    /// Records in the index.
    public var records = 0
    /// What is not in the new database because nobody was ever told of it; the log names each.
    public var leftOut = 0
    /// What could not be told because records of it are damaged or missing; the log names each.
    public var lost = 0
    public var seconds = 0.0
}

/// Tells the database again from the records of the packs (docs/format.md, "Commit").
///
/// A first pass keeps a few words of each record; a second one reads library by library what each revision puts and
/// removes, and writes it down at once.
final class Rebuild {
    let packs: PackStore
    let job: Job
    let logger: Logger
    private(set) var leftOut = 0
    private(set) var lost = 0
    private let context = ReadContext()

    init(packs: PackStore, job: Job, logger: Logger) {
        self.packs = packs
        self.job = job
        self.logger = logger
    }

    /// Writes the database as a draft of `factory`.
    func write(to factory: any MetadataFactory) throws(LockerError) -> MetadataCounts {
        let history = try readHistory()
        return try factory.writeDraft { (target) throws(LockerError) in
            let (accounts, superseded) = history.presentAccounts()
            for account in superseded {
                leaveOut("account \(account.id) '\(account.name)'", "another one has its name or its user")
            }
            for account in accounts.values.sorted(by: { $0.id < $1.id }) { try target.add(account) }
            try writeLibraries(history, accounts, to: target)
            try writeCatalog(history, to: target)
            try target.set(history.counters)
        }
    }

    private func readHistory() throws(LockerError) -> RecordedHistory {
        job.begin("reading records", total: 0)
        var history = RecordedHistory()
        // In the order of the packs, which is that of the disk. A record may be in two of them.
        var (digests, seen) = ([Digest](), Set<Digest>())
        try packs.forEachLocation(of: .commit) { (digest, _) in
            if seen.insert(digest).inserted { digests.append(digest) }
        }
        for (number, digest) in digests.enumerated() {
            do throws(LockerError) {
                try history.add(try Locker_Store_V1_CommitHeader(recordBytes: try bytes(of: digest)), digest)
            } catch let error where error.code == .dataLoss || error.code == .notFound {
                lose("a commit record", error.logText)
                logger.debug("the commit record is \(digest): \(error)")
            }
            try job.advance(to: number + 1, of: digests.count)
        }
        return history
    }

    /// The record called `digest`, whole.
    func record(_ digest: Digest) throws(LockerError) -> Locker_Store_V1_Commit {
        try Locker_Store_V1_Commit(recordBytes: try bytes(of: digest))
    }

    private func bytes(of digest: Digest) throws(LockerError) -> [UInt8] {
        try packs.withRecord(.commit, digest, using: context) { Array($0) }
    }

    /// Takes note of what the new database does not have, because nobody was ever told of it.
    func leaveOut(_ thing: String, _ reason: String) {
        leftOut += 1
        logger.notice("\(thing) is left out: \(reason)")
    }

    /// Takes note of what the new database does not have, because the packs have it no more.
    func lose(_ thing: String, _ reason: String) {
        lost += 1
        logger.error("\(thing) is lost: \(reason)")
    }
}
