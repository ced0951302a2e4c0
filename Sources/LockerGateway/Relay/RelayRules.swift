import LockerAPI
import LockerBase
import SwiftProtobuf
import TTRPC

/// Which calls of a person go to the daemon, and as whose. The gateway acts for everybody there: what it passes on has to
/// be of one account alone.
package struct RelayRules: Sendable {
    /// What is to become of a request.
    package enum Verdict {
        case pass(RequestEnvelope)
        case refuse(RPCError)
        /// It depends on the payload, all of which has to be there.
        case needsPayload
    }

    /// Whose the calls are.
    let account: String
    /// What requests are called of which the caller does not say, with their stream behind it.
    let name: String

    package init(account: String, name: String) {
        (self.account, self.name) = (account, name)
    }

    /// - Parameter payload: gives the payload, nil where it is not all there; asked for where it matters alone.
    package func verdict(on envelope: RequestEnvelope, stream: UInt32, payload: () -> [UInt8]?) -> Verdict {
        guard envelope.service == RelayedCalls.service else {
            return refusal(.permissionDenied, "\(envelope.service.printable): a gateway passes on what people call")
        }
        guard RelayedCalls.names.contains(envelope.method) else {
            return refusal(.unimplemented, "\(envelope.method.printable): this gateway does not know the call")
        }
        if let named = envelope.metadata[RequestMetadata.account], named != account { return notYours(named) }
        if RelayedCalls.read.contains(envelope.method) {
            guard let payload = payload() else { return .needsPayload }
            if let refused = refusal(of: payload, to: envelope.method) { return refused }
        }
        var passed = envelope
        // Of what is not known here, something might have a meaning there.
        let called = envelope.metadata[RequestMetadata.request] ?? "\(name).\(stream)"
        passed.metadata = [RequestMetadata.account: account, RequestMetadata.request: called]
        return .pass(passed)
    }

    private func refusal(of payload: [UInt8], to method: String) -> Verdict? {
        do {
            if method == LockerMethods.openSession.name {
                return refusal(of: try Locker_V1_OpenSessionRequest(serializedBytes: payload))
            }
            return refusal(of: try Locker_V1_WatchRequest(serializedBytes: payload))
        } catch {
            return refusal(.invalidArgument, "\(method): the request cannot be read")
        }
    }

    /// The catalog is the operator's.
    private func refusal(of request: Locker_V1_OpenSessionRequest) -> Verdict? {
        request.catalog ? refusal(.permissionDenied, "OpenSession: sessions on the catalog are the operator's") : nil
    }

    /// Who acts for others may wait for anybody's changes.
    private func refusal(of request: Locker_V1_WatchRequest) -> Verdict? {
        for named in request.libraries.map(\.account) + request.usages.map(\.account)
        where !named.isEmpty && named != account {
            return notYours(named)
        }
        var unknown = request.unknownFields.data.count
        for library in request.libraries { unknown += library.unknownFields.data.count }
        for usage in request.usages { unknown += usage.unknownFields.data.count }
        guard unknown == 0 else {
            return refusal(.unimplemented, "Watch: this gateway does not know all that is asked for")
        }
        return nil
    }

    private func notYours(_ account: String) -> Verdict {
        refusal(.permissionDenied, "\(account.printable): one account may not act for another; leave it out")
    }

    private func refusal(_ code: LockerError.Code, _ message: String) -> Verdict {
        .refuse(RPCError(LockerError(code, message)))
    }
}
