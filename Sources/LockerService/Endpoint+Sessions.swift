import Foundation
import LockerAPI
import LockerBase
import LockerCore
import Metadata

extension Endpoint {
    mutating func addSessions() {
        add(LockerMethods.openSession) { (locker, call) throws(LockerError) in
            if call.message.catalog { return try openCatalog(locker, call) }
            let opened = try locker.openSession(
                call.caller, library: call.message.library, connection: call.context.connection)
            var response = Locker_V1_OpenSessionResponse()
            response.session = opened.session.id
            response.revision = UInt64(opened.newest)
            return response
        }
        add(LockerMethods.stage) { (locker, call) throws(LockerError) in
            let session = try locker.session(call.message.session, of: call)
            var entries: [Entry] = []
            for entry in call.message.entries { entries.append(try Entry(entry)) }
            var removals: [EntryPath] = []
            for path in call.message.removals { removals.append(try EntryPath(path)) }
            try locker.stage(entries, removals: removals, in: session)
            var response = Locker_V1_StageResponse()
            response.staged = UInt64(session.stagedCount)
            return response
        }
        add(LockerMethods.commit) { (locker, call) throws(LockerError) in
            let session = try locker.session(call.message.session, of: call)
            return Locker_V1_CommitResponse(try locker.commit(session))
        }
        add(LockerMethods.closeSession) { (locker, call) throws(LockerError) in
            locker.close(try locker.session(call.message.session, of: call))
            return Locker_V1_CloseSessionResponse()
        }
    }
}

private func openCatalog(
    _ locker: Locker, _ call: TypedCall<Locker_V1_OpenSessionRequest>
) throws(LockerError) -> Locker_V1_OpenSessionResponse {
    try locker.authority.requireOperator(userID: call.context.peer.userID)
    var response = Locker_V1_OpenSessionResponse()
    response.session = try locker.openCatalogSession(call.caller, connection: call.context.connection).id
    return response
}

extension Locker {
    /// The session `id` of the caller and connection of `call`.
    func session(_ id: UInt64, of call: TypedCall<some Sendable>) throws(LockerError) -> Session {
        try session(id, of: call.caller, connection: call.context.connection)
    }
}

extension Locker_V1_CommitResponse {
    init(_ committed: Locker.Committed) {
        self.init()
        revision = UInt64(committed.revision)
        added = UInt64(committed.added)
        changed = UInt64(committed.changed)
        removed = UInt64(committed.removed)
    }
}
