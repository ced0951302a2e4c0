import Foundation
import LockerAPI
import LockerBase
import LockerCore
import Metadata

extension Endpoint {
    mutating func addSessions() {
        add(LockerMethods.openSession) { (locker, call) throws(LockerError) in
            if call.message.catalog { return try openCatalog(locker, call) }
            let opened = try locker.sessions.open(
                call.caller, library: call.message.library,
                device: call.message.device.toldDevice,
                connection: call.context.connection)
            var response = Locker_V1_OpenSessionResponse()
            response.session = opened.session.id
            response.revision = UInt64(opened.newest)
            if let source = opened.source { response.source = Locker_V1_Source(source) }
            return response
        }
        add(LockerMethods.stage) { (locker, call) throws(LockerError) in
            let session = try locker.sessions.session(call.message.session, of: call)
            var entries: [Entry] = []
            for entry in call.message.entries { entries.append(try Entry(entry)) }
            var removals: [EntryPath] = []
            for path in call.message.removals { removals.append(try EntryPath(path)) }
            try locker.stager.stage(
                entries, removals: removals, expecting: try Preconditions.entries(call.message.expected),
                in: session, cancellation: call.context.cancellation)
            var response = Locker_V1_StageResponse()
            response.staged = UInt64(session.stagedCount)
            return response
        }
        add(LockerMethods.commit) { (locker, call) throws(LockerError) in
            let session = try locker.sessions.session(call.message.session, of: call)
            if case .library(let name) = session.target { call.note?.add(["library": "\(name)"]) }
            let source = call.message.hasSource ? try Source(call.message.source) : nil
            let expected = try Preconditions(revision: call.message.newestExpected, [])
            let provenance = try Provenance(
                call.message.toldOrigin, note: call.message.note, base: call.message.toldBase)
            return Locker_V1_CommitResponse(
                try locker.sessions.commit(
                    session, from: source, saying: provenance, expecting: expected.revision,
                    cancellation: call.context.cancellation),
                call.note)
        }
        add(LockerMethods.closeSession) { (locker, call) throws(LockerError) in
            locker.sessions.close(try locker.sessions.session(call.message.session, of: call))
            return Locker_V1_CloseSessionResponse()
        }
    }
}

private func openCatalog(
    _ locker: Locker, _ call: TypedCall<Locker_V1_OpenSessionRequest>
) throws(LockerError) -> Locker_V1_OpenSessionResponse {
    try locker.authority.requireOperator(userID: call.context.peer.userID)
    var response = Locker_V1_OpenSessionResponse()
    response.session = try locker.sessions.openOnCatalog(call.caller, connection: call.context.connection).id
    return response
}

extension Sessions {
    /// The session `id` of the caller and connection of `call`.
    func session(_ id: UInt64, of call: TypedCall<some Sendable>) throws(LockerError) -> Session {
        try session(id, of: call.caller, connection: call.context.connection)
    }
}

extension Locker_V1_CommitResponse {
    init(_ committed: Committed, _ note: AuditNote?) {
        self.init()
        if committed.added + committed.changed + committed.removed == 0 { note?.nothingHasChanged() }
        revision = UInt64(committed.revision)
        added = UInt64(committed.added)
        changed = UInt64(committed.changed)
        removed = UInt64(committed.removed)
    }
}
