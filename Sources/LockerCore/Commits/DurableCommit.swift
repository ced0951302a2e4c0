import LockerBase
import Metadata
import POSIXSupport
import PackEngine

/// Writes the next revision of a library, in the order of durability (the last two steps of it by ``Journal``).
struct DurableCommit: Sendable {
    let metadata: any MetadataStore
    let packs: PackStore
    let journal: Journal
    let devices: DeviceRegister
    let stop: StopCheck

    /// So many look-ups at most tell how many bytes of a commit are new to the account; beyond that it is not told.
    private static let mostLookups: Int64 = 4_000_000

    /// Commits to a library whose lock the caller holds, in the gate.
    ///
    /// The order is the first invariant: what the entries refer to is durable in the packs, then the commit's record
    /// is, then the database takes the revision; only then does the caller hear of it.
    ///
    /// - Parameters:
    ///   - novelty: which contents were brought, and so may be new to the account; it has had all others when they
    ///     were named, and they count as nothing new, even where the last revision that had one has gone since.
    ///   - matched: tracks among `puts` of which the catalog gave the audio.
    ///   - source: the folder that was synced; nil leaves what the library remembers of that as it is.
    ///   - provenance: what is said of the revision; how much of it is new to the account is counted here.
    func commit(
        _ puts: [Entry], removals: [EntryPath], to libraryName: String, of account: Account,
        after ticket: DurabilityTicket, bringing novelty: (Digest) -> Novelty, matching matched: Set<Digest> = [],
        from source: Source? = nil, saying provenance: Provenance = Provenance(), _ cancellation: Cancellation? = nil
    ) throws(LockerError) -> Committed {
        let goOn = { () throws(LockerError) in try stop.check(cancellation) }
        try goOn()
        let found = try metadata.libraries.library(named: libraryName, of: account)
        if puts.isEmpty, found == nil {
            try Library.checkName(libraryName)
            return Committed(revision: 0, added: 0, changed: 0, removed: 0)
        }
        // The record says what the account is now, and a session may be older than that.
        guard let account = try metadata.accounts.account(withID: account.id) else {
            throw AccountRegister.isGone(account)
        }
        let library = if let found { found } else { try metadata.libraries.ensure(named: libraryName, of: account) }
        let delta = try forgetting(library) { () throws(LockerError) in
            var delta = try metadata.commits.effectiveDelta(of: puts, removals: removals, in: library, check: goOn)
            delta.keep(matched: matched)
            try metadata.commits.checkQuota(of: delta, saying: provenance)
            if let origin = provenance.origin, let device = origin.device {
                _ = try devices.admit(device, called: origin.deviceName, of: account)
            }
            return delta
        }
        let source = source == library.source ? nil : source
        let ticket = try storeLostRecipes(of: delta.retold, after: ticket)
        try goOn()
        // Where nothing changes too: what the library held may have been damaged, and have come again.
        try packs.writer.commit(ticket)
        if delta.isEmpty {
            if let source, delta.base > 0 { try remember(source, library: library, of: account) }
            return Committed(revision: delta.base, added: 0, changed: 0, removed: 0)
        }
        var told = provenance
        told.newBytes = try metadata.commits.newBytes(
            of: delta, among: novelty, limit: DurableCommit.mostLookups, check: goOn)
        let record = CommitRecord(
            account: account, library: library, delta: delta, created: Clock.now(), source: source, provenance: told)
        let revision = try write(record)
        return Committed(
            revision: revision.number, added: revision.added, changed: revision.changed, removed: revision.removed)
    }

    /// Makes the records of a commit durable, and then lets the database take its revision.
    private func write(_ record: CommitRecord) throws(LockerError) -> Revision {
        let (library, delta) = (record.library, record.delta)
        let previous = try metadata.revisions.revision(delta.base, of: library)?.commit
        return try journal.record(
            of: .library(library.name, of: record.account.id),
            { (write) throws(LockerError) in
                try record.forEachPart(after: previous, numbers: journal.numbers) { (part) throws(LockerError) in
                    try stop.check()
                    try write(part)
                }
            },
            then: { (last) throws(LockerError) in
                do throws(LockerError) {
                    return try metadata.commits.commit(
                        delta, as: last, created: record.created, from: record.source, saying: record.provenance,
                        check: stop.check)
                } catch let error where error.code == .overQuota {
                    // Commits to several libraries at once may pass the check above, and be too much together.
                    try? journal.record(.init(refusing: last, created: Clock.now())) {}
                    if library.newest == 0 { try? metadata.libraries.forgetEmpty(library) }
                    throw error
                }
            })
    }

    /// Stores the recipes of entries that tell theirs, where older entries of the same content need one in a record and
    /// no record has it any more: all of these can be read again, wherever they are.
    ///
    /// - Returns: `ticket`, and the recipes.
    private func storeLostRecipes(
        of entries: [Entry], after ticket: DurabilityTicket
    ) throws(LockerError) -> DurabilityTicket {
        var ticket = ticket
        let context = AppendContext()
        for content in entries.lazy.compactMap(\.content) {
            guard let recipe = content.plainRecipe, try packs.locator.locate(.recipe, content.blob) == nil else {
                continue
            }
            try recipe.encoded().withUnsafeBufferPointer { (bytes) throws(LockerError) in
                _ = try packs.writer.append(
                    .recipe, content.blob, UnsafeRawBufferPointer(bytes), using: context, covering: &ticket)
            }
        }
        return ticket
    }

    /// Runs `body`, which finds out whether `library` gets a revision. A library that was made for its first one, and
    /// gets none, is not there after.
    private func forgetting(
        _ library: Library, _ body: () throws(LockerError) -> Delta
    ) throws(LockerError) -> Delta {
        do {
            let delta = try body()
            if delta.isEmpty && library.newest == 0 { try metadata.libraries.forgetEmpty(library) }
            return delta
        } catch {
            if library.newest == 0 { try? metadata.libraries.forgetEmpty(library) }
            throw error
        }
    }

    /// Lets `library`, whose lock the caller holds, remember that it was synced from `source`, where nothing else about
    /// it changed.
    private func remember(_ source: Source, library: Library, of account: Account) throws(LockerError) {
        let record = Locker_Store_V1_Commit(
            changing: library, name: library.name, source: source, of: account, created: Clock.now())
        try journal.record(record) { () throws(LockerError) in try metadata.libraries.set(source, of: library) }
    }
}

extension Delta {
    /// Takes those of `tracks` that it puts for matched.
    fileprivate mutating func keep(matched tracks: Set<Digest>) {
        if tracks.isEmpty { return }
        for entries in [additions, changes] {
            for entry in entries {
                if let track = entry.track, tracks.contains(track) { matched.insert(track) }
            }
        }
    }
}
