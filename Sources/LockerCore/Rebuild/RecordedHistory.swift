import LockerBase
import Metadata

/// What the records of the metadata packs say of accounts, libraries and the catalog, without entries and songs.
struct RecordedHistory {
    /// By their numbers.
    private(set) var accounts: [Int64: RecordedAccount] = [:]
    private(set) var libraries: [Int64: RecordedLibrary] = [:]
    /// Records of the catalog.
    private(set) var catalog: [(order: RecordOrder, digest: Digest)] = []
    private(set) var counters = MetadataCounters()
    /// The names of commits that the database refused.
    private(set) var refused: Set<Digest> = []

    /// By the numbers of their accounts.
    private(set) var devices: [Int64: RecordedDevices] = [:]
    /// The last note of each revision that got another one, by the name of its commit.
    private(set) var notes: [Digest: (order: RecordOrder, note: String)] = [:]

    /// Takes note of a record. One that comes a second time changes nothing.
    mutating func add(_ header: Locker_Store_V1_CommitHeader, _ digest: Digest) throws(LockerError) {
        let order = RecordOrder(sequence: header.sequence, created: header.created)
        counters.record = max(counters.record, Int64(clamping: header.sequence))
        counters.library = max(counters.library, header.library)
        for expired in header.expired {
            counters.library = max(counters.library, expired.library)
            try libraries[expired.library, default: RecordedLibrary()].expire(before: expired.first, and: expired.gone)
        }
        refused.formUnion(header.refused.compactMap { Digest($0) })
        if header.hasNoteChanged { return addNote(header.noteChanged, order) }
        if header.hasDeviceChanged {
            let told = header.deviceChanged
            devices[told.account, default: RecordedDevices()].add(try KnownDevice(told), order)
            return
        }
        if header.hasRetentionChanged {
            let told = header.retentionChanged
            counters.library = max(counters.library, told.library)
            libraries[told.library, default: RecordedLibrary()].keep(try OwnRetention(told), order)
            return
        }
        guard header.hasAccount else {
            if header.expired.isEmpty, header.refused.isEmpty { catalog.append((order, digest)) }
            return
        }
        try add(try Account(header.account), isRemoved: header.accountRemoved, order)
        if header.hasOrigin, let device = try Origin(header.origin).device {
            devices[header.account.id, default: RecordedDevices()].noteSeen(device, at: header.created)
        }
        if header.library > 0 { try addToLibrary(header, digest, order) }
    }

    private mutating func addNote(_ change: Locker_Store_V1_RevisionNote, _ order: RecordOrder) {
        counters.library = max(counters.library, change.library)
        guard let commit = Digest(change.commit), notes[commit].map({ $0.order < order }) ?? true else { return }
        notes[commit] = (order, change.note)
    }

    private mutating func addToLibrary(
        _ header: Locker_Store_V1_CommitHeader, _ digest: Digest, _ order: RecordOrder
    ) throws(LockerError) {
        var library = libraries[header.library] ?? RecordedLibrary()
        if header.libraryRemoved {
            library.remove(order)
        } else if header.libraryRenamed {
            let source = header.hasSource ? try Source(header.source) : nil
            library.change(to: header.libraryName, source, order)
        } else {
            library.add(try RecordedPart(header), digest, name: header.libraryName, order)
        }
        libraries[header.library] = library
    }

    private mutating func add(_ account: Account, isRemoved: Bool, _ order: RecordOrder) throws(LockerError) {
        counters.account = max(counters.account, account.id)
        accounts[account.id, default: RecordedAccount()].add(account, isRemoved: isRemoved, order)
    }

    /// The accounts that are there, by their numbers, and those that another one took the name or the user of: what was
    /// recorded of these, nobody was told. One that only a change brought into another's way is what it was before
    /// that.
    func presentAccounts() -> (accounts: [Int64: Account], superseded: [Account]) {
        var (found, superseded) = ([Int64: Account](), [Account]())
        var (names, users) = (Set<String>(), Set<UInt32>())
        for recorded in accounts.values.sorted(by: { $0.order > $1.order }) where !recorded.isRemoved {
            let free = recorded.states.first { state in
                !names.contains(state.name) && !(state.userID.map { users.contains($0) } ?? false)
            }
            guard let account = free else {
                superseded += recorded.states.prefix(1)
                continue
            }
            names.insert(account.name)
            if let userID = account.userID { users.insert(userID) }
            found[account.id] = account
        }
        return (found, superseded)
    }
}

extension RecordedPart {
    /// - Throws: ``LockerError/Code/dataLoss`` for a part that cannot be one.
    fileprivate init(_ header: Locker_Store_V1_CommitHeader) throws(LockerError) {
        guard header.revision > 0, header.part < header.parts else {
            throw LockerError(
                .dataLoss,
                "part \(header.part) of \(header.parts) of revision \(header.revision): there is no such part")
        }
        account = header.account.id
        revision = header.revision
        created = header.created
        sequence = header.sequence
        previous = Digest(header.previous)
        part = header.part
        parts = header.parts
        purge = PurgedNames(paths: header.purged, folders: header.purgedFolders)
    }
}
