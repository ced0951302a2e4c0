import LockerAPI
import LockerBase
import LockerCore
import SwiftProtobuf
import TTRPC

/// Registers the calls of the interface: decodes the request, finds out who the caller is, calls, encodes the answer.
struct Endpoint {
    let locker: Locker
    let log: CallLog
    let requests: RequestMetrics
    private(set) var router = Router()

    init(locker: Locker, log: CallLog, requests: RequestMetrics) {
        self.locker = locker
        self.log = log
        self.requests = requests
    }

    /// A call that anybody may make for an account they may act for.
    mutating func add<Request, Response>(
        _ method: Method<Request, Response>,
        _ body: @escaping @Sendable (Locker, TypedCall<Request>) throws(LockerError) -> Response
    ) {
        let (locker, log) = (locker, log)
        let metrics = requests.method(method.name, in: method.lane)
        router.register(
            service: method.service, method: method.name, lane: method.lane, descriptors: method.descriptors
        ) { (context, payload) throws(RPCError) in
            try log.recording(method.name, context, metrics) { () throws(LockerError) in
                let request: Request = try Endpoint.decode(payload)
                let name = context.metadata[RequestMetadata.account]
                let caller = try locker.authority.caller(userID: context.peer.userID, for: name)
                let call = TypedCall(message: request, caller: caller, context: context)
                return try Endpoint.encode(try body(locker, call))
            }
        }
    }

    /// A call that only operators may make.
    mutating func addOperators<Request, Response>(
        _ method: Method<Request, Response>,
        _ body: @escaping @Sendable (Locker, Request) throws(LockerError) -> Response
    ) {
        let (locker, log) = (locker, log)
        let metrics = requests.method(method.name, in: method.lane)
        router.register(
            service: method.service, method: method.name, lane: method.lane, descriptors: method.descriptors
        ) { (context, payload) throws(RPCError) in
            try log.recording(method.name, context, metrics) { () throws(LockerError) in
                try locker.authority.requireOperator(userID: context.peer.userID)
                let request: Request = try Endpoint.decode(payload)
                return try Endpoint.encode(try body(locker, request))
            }
        }
    }

    private static func decode<Request: Message>(_ payload: [UInt8]) throws(LockerError) -> Request {
        do {
            guard try FieldScanner.count(in: payload, limit: RequestLimits.fields) != nil else {
                throw LockerError(
                    .invalidArgument, "the request has more than \(RequestLimits.fields) fields; send it in parts")
            }
            return try Request(serializedBytes: payload)
        } catch let error as LockerError {
            throw error
        } catch {
            throw LockerError(.invalidArgument, "the request is not a \(Request.protoMessageName)", cause: error)
        }
    }

    private static func encode(_ response: some Message) throws(LockerError) -> [UInt8] {
        do {
            return try response.serializedBytes()
        } catch {
            throw LockerError(.internal, "the answer cannot be encoded", cause: error)
        }
    }
}
