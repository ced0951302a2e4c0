import LockerBase
import Metadata
import PackEngine

/// The sessions that are open, by connection.
final class SessionTable: Sendable {
    /// The most sessions that one account may have open on one connection at once.
    static let maximumPerConnection = 16
    /// The most of all accounts on one connection, of who acts for others.
    static let maximumOfAll = 4096

    private struct OpenSessions {
        var sessions: [UInt64: [UInt64: Session]] = [:]
        var nextID: UInt64 = 1

        mutating func forgetIdle() {
            for connection in sessions.keys {
                sessions[connection] = sessions[connection]?.filter {
                    $0.value.idleTime < SessionTable.maximumIdleTime
                }
                if sessions[connection]?.isEmpty == true { sessions[connection] = nil }
            }
        }
    }

    private let table = RankedMutex(OpenSessions(), .sessionTable)

    /// A session that no call names for so long is forgotten, and what was taken in for it is garbage.
    static let maximumIdleTime = Duration.seconds(24 * 60 * 60)

    func open(
        connection: UInt64, account: Account, target: Session.Target, budget: UncommittedBudget, packs: PackStore
    ) throws(LockerError) -> Session {
        try table.withLock { (table) throws(LockerError) in
            table.forgetIdle()
            let open = table.sessions[connection] ?? [:]
            guard open.values.count(where: { $0.account.id == account.id }) < SessionTable.maximumPerConnection,
                open.count < SessionTable.maximumOfAll
            else {
                throw LockerError(
                    .tooMany, "as many sessions are open on this connection as may be; close one first")
            }
            let session = Session(
                id: table.nextID, connection: connection, account: account, target: target, budget: budget,
                packs: packs)
            table.nextID += 1
            table.sessions[connection, default: [:]][session.id] = session
            return session
        }
    }

    /// The number of sessions.
    var count: Int { table.withLock { $0.sessions.values.reduce(0) { $0 + $1.count } } }

    /// The session `id` of `connection`, which must have been opened for `account`.
    ///
    /// - Throws: ``LockerError/Code/notFound``, whether it never was, has ended or is another's.
    func session(_ id: UInt64, connection: UInt64, account: Account) throws(LockerError) -> Session {
        guard let session = table.withLock({ $0.sessions[connection]?[id] }), session.account.id == account.id else {
            throw LockerError(.notFound, "session \(id): not open on this connection; open one")
        }
        session.touch()
        return session
    }

    func close(_ session: Session) {
        table.withLock { table in
            table.sessions[session.connection]?[session.id] = nil
            if table.sessions[session.connection]?.isEmpty == true { table.sessions[session.connection] = nil }
        }
    }

    func closeAll(of connection: UInt64) {
        table.withLock { _ = $0.sessions.removeValue(forKey: connection) }
    }
}
