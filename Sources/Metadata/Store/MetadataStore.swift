import LockerBase

/// Who owns what: accounts, their libraries, the libraries' revisions and the entries of each.
///
/// Every call is one transaction of its own, durable when a call that writes returns. Reads may run on any number of
/// threads and never wait for a writer. Where no revision is named, the newest is meant; revision 0, the state before
/// the first commit, is empty. All calls throw, besides what they name themselves, ``LockerError/Code/dataLoss`` when
/// the store is damaged, ``LockerError/Code/noSpace`` when its file system is full, ``LockerError/Code/unavailable``
/// when it is locked by another program, ``LockerError/Code/notFound`` for a library, account or revision that is not
/// there or has expired, and ``LockerError/Code/system`` when the operating system fails it.
public protocol MetadataStore: Sendable {
    // MARK: Accounts

    func account(named name: String) throws(LockerError) -> Account?

    /// The account that the system user `userID` is bound to.
    func account(userID: UInt32) throws(LockerError) -> Account?

    /// All accounts, in the order of their names.
    func accounts() throws(LockerError) -> [Account]

    /// An account that may be added: nobody else is ever given its number.
    ///
    /// - Parameters:
    ///   - userID: The system user to bind to it.
    ///   - quota: Logical bytes; nil for no limit.
    ///   - created: Nanoseconds since 1970 UTC.
    /// - Throws: ``LockerError/Code/alreadyExists``, saying whether the name or the user is taken;
    ///   ``LockerError/Code/invalidArgument`` for a name against ``Account/checkName(_:)`` or a negative quota.
    func prepareAccount(
        named name: String, userID: UInt32?, role: Account.Role, quota: Int64?, created: Int64
    ) throws(LockerError) -> Account

    /// Adds an account that was prepared.
    ///
    /// - Throws: ``LockerError/Code/alreadyExists`` when its name or its user was taken meanwhile.
    func addAccount(_ account: Account) throws(LockerError)

    /// Sets the quota, in logical bytes, or with nil takes it away. Returns the account as it is then.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for a negative quota.
    func setQuota(_ quota: Int64?, ofAccountNamed name: String) throws(LockerError) -> Account

    /// The account of number `id`.
    func account(withID id: Int64) throws(LockerError) -> Account?

    /// Checks that the account `account.id` may be what `account` says.
    ///
    /// - Throws: ``LockerError/Code/alreadyExists``, saying whether the name or the user is another's;
    ///   ``LockerError/Code/invalidArgument`` for a name against ``Account/checkName(_:)``.
    func checkChange(to account: Account) throws(LockerError)

    /// Makes the account `account.id` what `account` says: its name, its user, and whether it is disabled.
    ///
    /// - Throws: as ``checkChange(to:)``.
    func change(to account: Account) throws(LockerError)

    /// Removes the account with its libraries and all their revisions.
    func removeAccount(named name: String) throws(LockerError)

    // MARK: Libraries and revisions

    func library(named name: String, of account: Account) throws(LockerError) -> Library?

    /// All libraries of `account`, in the order of their names, also those without a revision.
    func libraries(of account: Account) throws(LockerError) -> [Library]

    /// The library of that name, made if there is none.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for a name against ``Library/checkName(_:)``;
    ///   ``LockerError/Code/tooMany`` when the account has ``Library/maximumPerAccount`` already.
    func ensureLibrary(named name: String, of account: Account) throws(LockerError) -> Library

    /// Removes `library`, if it has no revision.
    func forgetEmpty(_ library: Library) throws(LockerError)

    /// The numbers of all libraries, whosever they are.
    func libraryIDs() throws(LockerError) -> Set<Int64>

    /// Lets `library` remember that it was synced from `source`.
    func set(_ source: Source, of library: Library) throws(LockerError)

    /// Gives `library` another name.
    ///
    /// - Throws: ``LockerError/Code/alreadyExists`` when the account has a library of that name;
    ///   ``LockerError/Code/invalidArgument`` for a name against ``Library/checkName(_:)``.
    func rename(_ library: Library, to name: String) throws(LockerError)

    /// Removes `library` with all its revisions.
    func remove(_ library: Library) throws(LockerError)

    func revision(_ number: Int64, of library: Library) throws(LockerError) -> Revision?

    /// At most `limit` revisions, newest first, from the newest or from the one before `before`.
    func revisions(of library: Library, before: Int64?, limit: Int) throws(LockerError) -> [Revision]

    /// The oldest revision of `library` that was its newest at some moment after `time`, nanoseconds since 1970 UTC:
    /// the one that was the newest at `time`, or the first that is retained.
    func revision(of library: Library, currentAt time: Int64) throws(LockerError) -> Int64

    /// When the newest revision of any library was committed, in nanoseconds since 1970 UTC; nil when there is none.
    func newestRevisionTime() throws(LockerError) -> Int64?

    /// The longest span within `start` and `end`, in nanoseconds, in which no revision of any library that is retained
    /// was committed.
    ///
    /// - Parameter start: nil for the time of the oldest.
    func longestSilence(from start: Int64?, to end: Int64) throws(LockerError) -> Int64

    /// Forgets the revisions of `library` before `first`, and the entries that only they have. Returns how many
    /// revisions that were. The newest always stays.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for a `first` beyond the newest.
    func expire(_ library: Library, before first: Int64) throws(LockerError) -> Int64

    /// The number of the next record that is not reserved; 1 before any was.
    var nextRecordNumber: Int64 { get throws(LockerError) }

    /// Reserves `count` numbers for records of the packs, one after the other, and returns the first: they were never
    /// handed out before, and are greater than all that were.
    func reserveRecordNumbers(_ count: Int64) throws(LockerError) -> Int64

    // MARK: Entries

    func entry(at path: EntryPath, in library: Library, revision: Int64?) throws(LockerError) -> Entry?

    /// A page of the entries of one revision, in path order.
    ///
    /// - Parameter folder: Only the entry at this path, or those below it. Nil: all.
    func page(
        in library: Library, revision: Int64?, under folder: EntryPath?, _ bounds: PageBounds
    ) throws(LockerError) -> StoredPage<Entry>

    /// A page of the net changes from revision `since` to revision `until`, in path order. A path whose entry was
    /// changed and changed back, or added and removed again, is not among them.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` when `until` is before `since`.
    func changesPage(
        in library: Library, since: Int64, until: Int64?, _ bounds: PageBounds
    ) throws(LockerError) -> StoredPage<Change>

    // MARK: Commits

    /// Works out what putting `puts` and removing `removals` changes in the newest revision of `library`.
    ///
    /// Puts that equal what is there and removals of what is not there drop out. Of several puts at one path the last
    /// counts, and a put counts more than a removal of the same path. A removal is of one path, not of what is below
    /// it. An empty folder is an entry only while nothing is below it: an entry put below one removes it, and a
    /// folder put above other entries drops out.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` when the next revision would have entries below a file or a link
    ///   (naming both paths), when an entry's path has more than ``Entry/maximumDepth`` components, or when its fields
    ///   do not fit its kind; ``LockerError/Code/overQuota`` when the library would hold more bytes than can be
    ///   counted; what `check` throws, which is asked again and again.
    func effectiveDelta(
        of puts: [Entry], removals: [EntryPath], in library: Library, check: () throws(LockerError) -> Void
    ) throws(LockerError) -> Delta

    /// Refuses a delta that its commit would refuse for the account's quota.
    ///
    /// - Throws: ``LockerError/Code/overQuota``, with the figures.
    func checkQuota(of delta: Delta) throws(LockerError)

    /// Makes `delta` the next revision of its library.
    ///
    /// The account's quota is checked in the same transaction, so commits to several of its libraries at once cannot
    /// exceed it together. A revision that only removes, or leaves no more to count (``AccountHoldings``), always
    /// passes.
    ///
    /// - Parameters:
    ///   - commit: The name of the commit's record in the packs, which must be durable already.
    ///   - created: Nanoseconds since 1970 UTC.
    ///   - source: the folder that was synced; nil leaves what the library remembers of that as it is.
    /// - Throws: ``LockerError/Code/failedPrecondition`` when the library's newest revision is not ``Delta/base``;
    ///   ``LockerError/Code/invalidArgument`` when the delta is empty; ``LockerError/Code/overQuota``, with the
    ///   figures, when the account would hold more then, and more than its quota, or than can be counted; what `check`
    ///   throws, which is asked again and again: then nothing has changed.
    func commit(
        _ delta: Delta, as commit: Digest, created: Int64, from source: Source?, check: () throws(LockerError) -> Void
    ) throws(LockerError) -> Revision

    // MARK: Catalog and claims

    /// Adds songs to the catalog. Returns for each whether it is new; one that the catalog has stays as it is.
    func addTracks(_ tracks: [CatalogTrack]) throws(LockerError) -> [Bool]

    func track(_ digest: Digest) throws(LockerError) -> CatalogTrack?

    /// One page of the catalog, in the order of the track digests: at most `limit` songs after `after`.
    func tracks(after: Digest?, limit: Int) throws(LockerError) -> [CatalogTrack]

    /// Removes a song from the catalog, and all claims on it. Entries that hold it stay.
    ///
    /// - Throws: ``LockerError/Code/notFound`` for a track that the catalog does not have.
    func removeTrack(_ digest: Digest) throws(LockerError)

    /// What is known of each of `tracks` to `account`: its own entries and the catalog are all that is looked at.
    func matches(of tracks: [Digest], for account: Account) throws(LockerError) -> [TrackMatch]

    /// Lets `account` refer to `tracks` until `expires`, as far as the catalog has them. A claim it has already holds
    /// as long as the longer one; claims of anybody that have ended by `now` are forgotten.
    ///
    /// - Parameter expires: Nanoseconds since 1970 UTC, as `now`.
    ///
    /// - Returns: how many of the claims are new.
    @discardableResult
    func addClaims(
        on tracks: [Digest], of account: Account, until expires: Int64, now: Int64
    ) throws(LockerError) -> Int

    /// Whether `account` may refer to `track` at `now`, nanoseconds since 1970 UTC. A claim until then has ended.
    func hasClaim(on track: Digest, of account: Account, at now: Int64) throws(LockerError) -> Bool

    // MARK: Blobs and usage

    /// An entry that holds `blob` in any retained revision of any library of `account`: nil when the account does not
    /// own it.
    func ownedEntry(holding blob: Digest, account: Account) throws(LockerError) -> Entry?

    /// The same for a track digest.
    func ownedEntry(withTrack track: Digest, account: Account) throws(LockerError) -> Entry?

    /// Blobs of `library` in any retained revision, a page at a time: those of at most `limit` entries, in no order
    /// that means anything; one that several entries hold comes as often.
    ///
    /// - Parameter cursor: the last page's `next`; nil for the first page.
    /// - Returns: also where the next page begins; nil when there is none.
    func blobs(
        of library: Library, after cursor: BlobCursor?, limit: Int
    ) throws(LockerError) -> (blobs: [Digest], next: BlobCursor?)

    /// Entries that hold `blob` in any retained revision, of `library` or of all, and with all the songs of the catalog
    /// that it is the file of: at most `limit`.
    func holders(of blob: Digest, in library: Library?, limit: Int) throws(LockerError) -> [Holder]

    func usage(of account: Account) throws(LockerError) -> AccountUsage

    /// What the account holds, as its quota counts it. Costs the same whatever that is.
    func holdings(of account: Account) throws(LockerError) -> AccountHoldings

    /// The usage of all accounts, in the order of their names and as of one moment. Takes two queries, however many
    /// accounts there are.
    func usages() throws(LockerError) -> [AccountUsage]

    func totals() throws(LockerError) -> Totals

    // MARK: Operations and copies

    /// Statements that were run since the store was opened: the cost of a call is what it adds.
    var statements: Int { get }

    /// Makes sure that no call which wrote and failed takes effect after all when the store is opened after a crash.
    func settle() throws(LockerError)

    /// What was recorded of each operation, in the order of their names.
    func operations() throws(LockerError) -> [Operation]

    /// Takes note of an operation. A moment that `operation` does not have stays as it was.
    func record(_ operation: Operation) throws(LockerError)

    /// Waits for the calls that are under way, and ends. Whatever is called afterwards throws.
    func close()

    /// Writes everything, as of one moment, to a file at `path`, durably, in the place of what is there: that stays as
    /// it is when this throws.
    func copy(to path: String) throws(LockerError)

    /// Takes everything from the database at `path`, in one step: a read that goes on sees what was there before.
    /// Nothing may be written meanwhile.
    func replace(with path: String) throws(LockerError)

    /// Runs `body` once for each distinct blob of the catalog and of all retained revisions of all libraries, in digest
    /// order. Each is there or not as of a moment between the beginning and the end: no moment of the database is held
    /// for as long as `body` takes. Memory stays bounded; an error of `body` ends it and is thrown.
    func forEachBlob(_ body: (Digest) throws(LockerError) -> Void) throws(LockerError)
}

extension MetadataStore {
    /// Adds an account in one go; see ``prepareAccount(named:userID:role:quota:created:)``.
    public func addAccount(
        named name: String, userID: UInt32?, role: Account.Role, quota: Int64?, created: Int64
    ) throws(LockerError) -> Account {
        let account = try prepareAccount(named: name, userID: userID, role: role, quota: quota, created: created)
        try addAccount(account)
        return account
    }

    /// At most `limit` of the entries of one revision behind `after`, in path order, whatever work that takes; fewer
    /// only when no more follow.
    public func entries(
        in library: Library, revision: Int64?, under folder: EntryPath?, after: EntryPath?, limit: Int
    ) throws(LockerError) -> [Entry] {
        try elements(after: after, limit: limit) { (bounds) throws(LockerError) in
            try page(in: library, revision: revision, under: folder, bounds)
        }
    }

    /// The same of the changes between two revisions.
    public func changes(
        in library: Library, since: Int64, until: Int64?, after: EntryPath?, limit: Int
    ) throws(LockerError) -> [Change] {
        try elements(after: after, limit: limit) { (bounds) throws(LockerError) in
            try changesPage(in: library, since: since, until: until, bounds)
        }
    }

    private func elements<Element>(
        after: EntryPath?, limit: Int, _ page: (PageBounds) throws(LockerError) -> StoredPage<Element>
    ) throws(LockerError) -> [Element] {
        var elements: [Element] = []
        var bounds = PageBounds(after: after, elements: limit)
        while true {
            let found = try page(bounds)
            elements += found.elements
            guard let next = found.next, elements.count < limit else { return elements }
            bounds.after = next
            bounds.elements = limit - elements.count
        }
    }

    public func effectiveDelta(
        of puts: [Entry], removals: [EntryPath], in library: Library
    ) throws(LockerError) -> Delta {
        try effectiveDelta(of: puts, removals: removals, in: library) { () throws(LockerError) in }
    }

    /// Makes `delta` the next revision of its library, whose source stays as it is.
    public func commit(_ delta: Delta, as commit: Digest, created: Int64) throws(LockerError) -> Revision {
        try self.commit(delta, as: commit, created: created, from: nil) { () throws(LockerError) in }
    }
}
