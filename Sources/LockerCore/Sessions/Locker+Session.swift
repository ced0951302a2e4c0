import LockerBase
import Metadata

extension Locker {
    /// Starts a session of `caller` on one of its libraries, for one connection.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for a name that no library may have; ``LockerError/Code/tooMany``
    ///   for one that would be more than the account may have.
    public func openSession(
        _ caller: Caller, library: String, connection: UInt64
    ) throws(LockerError) -> (session: Session, newest: Int64, source: Source?) {
        try Library.checkName(library)
        let found = try metadata.libraries.library(named: library, of: caller.account)
        if found == nil { try metadata.accounts.holdings(of: caller.account).checkHasRoomForALibrary() }
        let session = try sessions.open(
            connection: connection, account: caller.account, target: .library(library), budget: uncommitted,
            packs: packs)
        return (session, found?.newest ?? 0, found?.source)
    }

    /// The session `id` that `caller` opened on `connection`.
    public func session(_ id: UInt64, of caller: Caller, connection: UInt64) throws(LockerError) -> Session {
        try sessions.session(id, connection: connection, account: caller.account)
    }

    /// Forgets a session and what is staged in it.
    public func close(_ session: Session) {
        sessions.close(session)
    }
}
