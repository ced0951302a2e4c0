import PackEngine

/// What an operator decides about a locker.
public struct Configuration: Sendable {
    /// Uids that are operators besides root and the daemon's own.
    public var operators: Set<UInt32>
    /// Uids that have authenticated a person themselves and may act for any account.
    public var frontends: Set<UInt32>
    /// Whether a uid that is not known gets an account on first contact.
    public var autoAccounts: Bool
    /// The quota of such an account, in logical bytes. Nil: none.
    public var defaultQuota: Int64?
    /// The most bytes that an account may have taken in without committing them.
    public var uncommittedLimit: Int64
    /// The most bytes of memory for what sessions have staged, of all accounts together.
    public var stagingMemory: Int
    /// The most threads that read the database at once. One for each thread that answers calls, so that nobody waits
    /// for somebody else's reading.
    public var databaseReaders: Int
    /// In how many days every pack is read back and checked once, in the background. Nil: never.
    public var scrubDays: Double?
    /// What a compaction leaves of old revisions, before it begins. Nil: all.
    public var retention: Retention?
    /// Whether what people ask to keep of their libraries is kept besides.
    public var honoursOwnRetention = true
    /// Whether who acts for others may put songs of the catalog into the libraries of these.
    public var frontendsGrant = false
    /// The clocks that revisions are expired by.
    public var clock: @Sendable () -> ClockReading = ClockReading.now

    /// The clock by which content that nobody reads is let go.
    package var instant: @Sendable () -> ContinuousClock.Instant = { .now }

    /// The version of the packs that are written. Another than the newest is for tests of what older programs left.
    package var packVersion = PackVersion.newest

    /// What the operator says, and the rest as a store without a configuration has it.
    public init(
        operators: Set<UInt32> = [], frontends: Set<UInt32> = [], autoAccounts: Bool = true, defaultQuota: Int64? = nil,
        uncommittedLimit: Int64 = 64 << 30, stagingMemory: Int = 1 << 30,
        databaseReaders: Int = 32, scrubDays: Double? = nil,
        retention: Retention? = nil
    ) {
        self.operators = operators
        self.frontends = frontends
        self.autoAccounts = autoAccounts
        self.defaultQuota = defaultQuota
        self.uncommittedLimit = uncommittedLimit
        self.stagingMemory = stagingMemory
        self.databaseReaders = databaseReaders
        self.scrubDays = scrubDays
        self.retention = retention
    }
}
