import LockerBase
import Logging
import Metadata
import PackEngine

/// Tells the database again from the records of the packs (docs/format.md, "Commit").
///
/// A first pass keeps a few words of each record; a second one reads library by library what each revision puts and
/// removes, and writes it down at once.
struct DatabaseRebuild {
    private let records: RecordedCommits
    private let known: KnownMetadata
    private let job: Job
    let notes: RebuildNotes

    /// - Parameter known: what the database has that it is to take the place of.
    init(packs: PackStore, knowing known: KnownMetadata, job: Job, logger: Logger) {
        records = RecordedCommits(packs: packs)
        self.known = known
        self.job = job
        notes = RebuildNotes(logger: logger)
    }

    /// Writes the database to a new file at `path`: the steps, in their order.
    func write(to factory: any MetadataFactory) throws(LockerError) -> MetadataCounts {
        let history = try readHistory()
        return try factory.writeDraft { (target) throws(LockerError) in
            let accounts = try writeAccounts(history, to: target)
            try writeLibraries(history, accounts, to: target)
            try writeCatalog(history, to: target)
            try target.set(history.counters)
        }
    }

    private func readHistory() throws(LockerError) -> RecordedHistory {
        job.begin("reading records", total: 0)
        var history = RecordedHistory()
        let digests = try records.digests()
        for (number, digest) in digests.enumerated() {
            do throws(LockerError) {
                try history.add(try records.header(digest), digest)
            } catch let error where error.code == .dataLoss || error.code == .notFound {
                notes.lose("a commit record", error.logText)
                notes.logger.debug("the commit record is \(digest): \(error)")
            }
            try job.advance(to: number + 1, of: digests.count)
        }
        return history
    }

    /// - Returns: those that are there, by their numbers.
    private func writeAccounts(
        _ history: RecordedHistory, to target: any MetadataRebuild
    ) throws(LockerError) -> [Int64: Account] {
        let (accounts, superseded) = history.presentAccounts()
        for account in superseded {
            notes.leaveOut("account \(account.id) '\(account.name)'", "another one has its name or its user")
        }
        for account in accounts.values.sorted(by: { $0.id < $1.id }) {
            try target.add(account)
            for device in history.devices[account.id]?.devices ?? [] {
                try target.add(device, ofAccount: account.id)
            }
        }
        return accounts
    }

    private func writeLibraries(
        _ history: RecordedHistory, _ accounts: [Int64: Account], to target: any MetadataRebuild
    ) throws(LockerError) {
        let libraries = PresentLibraries(notes: notes, known: known).find(history, accounts)
        known.compare(with: history, libraries, notes: notes)
        job.begin("writing libraries", total: libraries.reduce(0) { $0 + $1.library.commits.count })
        var done = 0
        for (library, name) in libraries {
            var writer = try target.library(
                id: library.id, account: library.account, name: name, first: library.first,
                gone: library.gone)
            let purges = RecordedPurges(of: library.id, library.commits)
            for (place, commit) in library.commits.enumerated() {
                writer.begin(created: commit.created)
                let note = history.notes[commit.digest]?.note
                for part in commit.parts {
                    try apply(try records.record(part), note: note, to: &writer) { purges.isPurged($0, putAt: place) }
                }
                if let purge = commit.purge { try writer.purge { purge.holds($0, of: library.id) } }
                try writer.end(as: commit.digest)
                done += 1
                try job.advance(to: done)
            }
            if let last = library.commits.last, let told = library.source, last.order < told.order {
                writer.set(told.source)
            }
            writer.set(library.retention)
            try writer.finish()
        }
    }

    /// - Parameter note: what the revision's note was changed to.
    private func apply(
        _ record: Locker_Store_V1_Commit, note: String?, to writer: inout any LibraryRebuild,
        isPurged: (EntryPath) -> Bool
    ) throws(LockerError) {
        if record.part == 0 {
            var provenance = try Provenance(record)
            provenance.note = note ?? provenance.note
            writer.say(provenance)
        }
        for put in record.puts {
            let entry = try Entry(put)
            if isPurged(entry.path) { try writer.putPurged(entry) } else { try writer.put(entry) }
            if put.matched, let track = entry.track { try writer.noteMatched(track) }
        }
        for path in record.removals { try writer.remove(try EntryPath(path)) }
        if record.hasSource { writer.set(try Source(record.source)) }
    }

    private func writeCatalog(_ history: RecordedHistory, to target: any MetadataRebuild) throws(LockerError) {
        job.begin("writing the catalog", total: history.catalog.count)
        for (number, found) in history.catalog.sorted(by: { $0.order < $1.order }).enumerated() {
            let record = try records.record(found.digest)
            for message in record.catalogAdded {
                let track = try CatalogTrack(message, added: record.created)
                // A crash may have kept the database from taking it, and then a compaction did not know of it.
                if try records.packs.locator.locate(.recipe, track.blob) == nil {
                    notes.logger.debug("track \(track.digest) is left out: its file is not stored any more")
                    continue
                }
                try target.add(track)
            }
            for message in record.catalogFingerprints { try target.add(try CatalogFingerprint(message)) }
            for message in record.catalogRemoved {
                if let digest = Digest(message) { try target.removeTrack(digest) }
            }
            try job.advance(to: number + 1)
        }
    }
}
