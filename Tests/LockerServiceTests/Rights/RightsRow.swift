import LockerAPI
import LockerBase
import POSIXSupport
import Testing

/// One call, and what every kind of caller gets for it.
struct RightsRow: Sendable, CustomTestStringConvertible {
    enum Right: Sendable {
        /// Who may act for alice may make it; another user gets `own` from it for their own account: nil for an answer.
        case account(own: LockerError.Code?)
        case operators
        /// Operators, and managers of the accounts of users.
        case managers
        /// Operators, and who acts for others.
        case frontends
        /// Everybody may make it.
        case everybody
    }

    /// A request that is answered when alice's owner makes it, or the operator.
    struct Request {
        let payload: [UInt8]
        let descriptors: [Descriptor]
    }

    let service: String
    let method: String
    let right: Right
    /// Makes ready what the call needs, and its request.
    let prepare: @Sendable (RightsBench) throws -> Request

    init<Message, Response>(
        _ method: Method<Message, Response>, _ right: Right,
        _ fill: @escaping @Sendable (inout Message, RightsBench) throws -> Descriptor? = { (_, _) in nil }
    ) {
        service = method.service
        self.method = method.name
        self.right = right
        prepare = { bench in
            bench.waitForJob()
            var message = Message()
            let descriptor = try fill(&message, bench)
            return Request(
                payload: try message.serializedBytes(), descriptors: descriptor.map { [$0] } ?? [])
        }
    }

    var testDescription: String { method }

    /// The error that `somebody` gets; nil for an answer.
    func refusal(of somebody: Somebody) -> LockerError.Code? {
        switch (right, somebody) {
        case (.everybody, _), (.managers, .managerAccount): nil
        case (_, .root), (_, .configuredOperator): nil
        case (.account, .configuredFrontend), (.account, .frontendAccount), (.account, .managerAccount): nil
        case (.frontends, .configuredFrontend), (.frontends, .frontendAccount), (.frontends, .managerAccount): nil
        case (.account, .owner), (.account, .ownerByName): nil
        case (.account(let own), .other): own
        default: .permissionDenied
        }
    }
}
