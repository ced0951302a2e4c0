import LockerBase
import Metadata
import POSIXSupport
import PackEngine

/// The sessions of connections, from their beginning to their commits.
public struct Sessions: Sendable {
    let table: SessionTable
    let metadata: any MetadataStore
    let packs: PackStore
    let uncommitted: UncommittedBudget
    let gate: ChangeGate
    let locks: LibraryLocks
    let writer: DurableCommit
    let devices: DeviceRegister
    let metrics: LockerMetrics

    /// Starts a session of `caller` on one of its libraries, for one connection.
    ///
    /// - Parameter device: the number of the device that it is for, if that is told.
    /// - Throws: ``LockerError/Code/invalidArgument`` for a name that no library may have; ``LockerError/Code/tooMany``
    ///   for one that would be more than the account may have; ``LockerError/Code/permissionDenied`` for a device that
    ///   was removed.
    public func open(
        _ caller: Caller, library: String, device: [UInt8]? = nil, connection: UInt64
    ) throws(LockerError) -> (session: Session, newest: Int64, source: Source?) {
        try Library.checkName(library)
        try devices.check(device, of: caller.account)
        let found = try metadata.libraries.library(named: library, of: caller.account)
        if found == nil { try metadata.accounts.holdings(of: caller.account).checkHasRoomForALibrary() }
        let session = try table.open(
            connection: connection, account: caller.account, target: .library(library), budget: uncommitted,
            packs: packs)
        return (session, found?.newest ?? 0, found?.source)
    }

    /// Starts a session on the catalog.
    public func openOnCatalog(_ caller: Caller, connection: UInt64) throws(LockerError) -> Session {
        try table.open(
            connection: connection, account: caller.account, target: .catalog, budget: uncommitted, packs: packs)
    }

    /// The session `id` that `caller` opened on `connection`.
    public func session(_ id: UInt64, of caller: Caller, connection: UInt64) throws(LockerError) -> Session {
        try table.session(id, connection: connection, account: caller.account)
    }

    /// Makes what `session` staged the next revision of its library. It is durable when this returns.
    ///
    /// - Parameters:
    ///   - source: the folder that was synced, for the library to remember; nil leaves that as it is.
    ///   - provenance: what is said of the revision.
    ///   - revision: the one that the library must be at; nil: whichever it is.
    /// - Throws: ``LockerError/Code/conflict`` where that, or an entry that the session expects, is another one by now;
    ///   ``LockerError/Code/permissionDenied`` for a device that was removed; ``LockerError/Code/overQuota``,
    ///   ``LockerError/Code/invalidArgument`` for entries that do not go together, or
    ///   what the disk said. What was staged is forgotten then; content sent again finds its chunks.
    ///   ``LockerError/Code/tooMany`` with ``ErrorHint/tryAgain`` where too many wait for the library: what was staged
    ///   stays.
    ///
    /// - Parameter cancellation: asked until the commit is about to be written down; from there on it is made whoever
    ///   waits.
    public func commit(
        _ session: Session, from source: Source? = nil, saying provenance: Provenance = Provenance(),
        expecting revision: Int64? = nil, cancellation: Cancellation? = nil
    ) throws(LockerError) -> Committed {
        try cancellation.check()
        let start = ContinuousClock.now
        let library = try session.library
        let committed = try gate.change { () throws(LockerError) -> Committed in
            try locks.withLock(
                session.account, library, taking: { session.takeStaged() },
                { (staged: StagedRevision) throws(LockerError) -> Committed in
                    defer { withExtendedLifetime((staged.uses, staged.memory)) {} }
                    let expected = Preconditions(revision: revision, entries: staged.expected)
                    try expected.check(library, of: session.account, in: metadata) { () throws(LockerError) in
                        try cancellation.check()
                    }
                    return try writer.commit(
                        staged.puts, removals: Array(staged.removals), to: library,
                        of: session.account, after: staged.ticket, bringing: { staged.novelty(of: $0) },
                        matching: staged.matched, from: source, saying: provenance, cancellation)
                })
        }
        metrics.commits.observe(start.duration(to: .now))
        metrics.syncs.observe(session.lap())
        return committed
    }

    /// Forgets a session and what is staged in it.
    public func close(_ session: Session) {
        table.close(session)
    }

    /// Forgets the sessions of a connection that has ended.
    func closeAll(of connection: UInt64) {
        table.closeAll(of: connection)
    }
}
