import POSIXSupport

/// The order of all locks of this target under which others are taken: who holds one takes only those below it. It is
/// checked under `LOCKER_CHECKS=1` (``LockRank``).
///
/// Locks that are not named here are leaves: nothing is taken under them but what PackEngine and Metadata take. These
/// call back in `accounts.alone` only, which ``AccountRegister`` ranks, and in checks that take no lock.
extension LockRank {
    // A change of the metadata, from its beginning to its end.

    /// ``ChangeGate``: before everything that is written to the database, and only once.
    package static let changeGate = LockRank(10, "change gate")
    /// ``AccountRegister``: one change of the accounts at a time.
    package static let accountRegister = LockRank(20, "account register")
    /// ``CatalogGate``: one change of the catalog at a time. A grant commits to a library under it.
    package static let catalog = LockRank(30, "catalog")
    /// ``LibraryLocks``: one change of a library at a time; of several, in the order of their names.
    package static let library = LockRank(40, "library", isOfSeveral: true)

    /// ``DeviceRegister``: one change of devices at a time. A commit makes its device known under its library's lock.
    package static let deviceRegister = LockRank(50, "device register")

    // What is taken in and not committed.

    /// ``SessionTable``: it looks which sessions are idle, and lets go of them.
    package static let sessionTable = LockRank(60, "session table")
    /// ``Session``: a commit takes what is staged, in the gate.
    package static let session = LockRank(70, "session")
    /// ``UncommittedBudget`` and ``StagingMemory``: a session gives back what it took when it lets go of it.
    package static let uncommittedBudget = LockRank(80, "uncommitted budget")
    package static let stagingMemory = LockRank(90, "staging memory")
    /// ``OpenBlobs``: content that is let go of gives its place back.
    package static let openBlobs = LockRank(95, "open blobs")
    /// ``AccountPlaces``: an upload that a session lets go of gives its place back.
    package static let accountPlaces = LockRank(100, "account places")

    // What goes on beside that.

    /// ``JobTable``: it asks the job that runs whether it has ended.
    package static let jobTable = LockRank(130, "job table")
    /// ``Job``.
    package static let job = LockRank(140, "job")
    /// ``JobHistory``.
    package static let jobHistory = LockRank(150, "job history")
    /// ``DamagedBlobs``: it asks the packs for their findings.
    package static let damagedBlobs = LockRank(160, "damaged blobs")
}
