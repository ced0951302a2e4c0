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
    ///
    /// - Parameter isReading: whether it changes nothing: operators may make it for an account that is disabled too.
    mutating func add<Request, Response>(
        _ method: Method<Request, Response>, isReading: Bool = false,
        _ body: @escaping @Sendable (Locker, TypedCall<Request>) throws(LockerError) -> Response
    ) {
        let locker = locker
        register(method) { (request, record) throws(LockerError) in
            try body(locker, try TypedCall(request, &record, locker.authority, isReading: isReading))
        }
    }

    /// The same for several files: each that fails is noted as a call that fails, while the others are answered.
    mutating func addForFiles<Request, Response: FilesResponse>(
        _ method: Method<Request, Response>, isReading: Bool = false,
        _ body: @escaping @Sendable (Locker, TypedCall<Request>) throws(LockerError) -> FilesAnswer<Response>
    ) {
        let locker = locker
        register(method) { (request, record) throws(LockerError) in
            let answer = try body(locker, try TypedCall(request, &record, locker.authority, isReading: isReading))
            record.failures = answer.failures.map(\.error)
            return answer.message
        }
    }

    /// A call that only operators may make.
    mutating func addOperators<Request, Response>(
        _ method: Method<Request, Response>,
        _ body: @escaping @Sendable (Locker, Request) throws(LockerError) -> Response
    ) {
        let locker = locker
        register(method, before: requiringOperator) { (request, _) throws(LockerError) in try body(locker, request) }
    }

    /// Lets operators alone make a call.
    var requiringOperator: @Sendable (CallContext) throws(LockerError) -> Void {
        let locker = locker
        return { (context) throws(LockerError) in
            try locker.authority.requireOperator(userID: context.peer.userID)
        }
    }

    /// Has a method answered by `body`, once `check` has let the caller pass, with its errors and its lines in the log.
    mutating func register<Request, Response>(
        _ method: Method<Request, Response>,
        before check: @escaping @Sendable (CallContext) throws(LockerError) -> Void = { _ throws(LockerError) in },
        _ body: @escaping @Sendable (Request, inout CallRecord) throws(LockerError) -> Response
    ) {
        let (log, isAudited) = (log, AuditedCalls.contains(method.name))
        let metrics = requests.method(method.name, in: method.lane)
        let packed = packedFields(of: Request.self)
        router.register(
            service: method.service, method: method.name, lane: method.lane, descriptors: method.descriptors
        ) { (context, payload) throws(RPCError) in
            let record = CallRecord(method.service, method.name, context, isAudited: isAudited)
            return try log.recording(record, metrics) { (record) throws(LockerError) in
                try RequestID.check(context)
                try check(context)
                let request: Request = try Endpoint.decode(payload, packed)
                record.note?.add(RequestFacts.audit(of: request))
                do throws(LockerError) {
                    let response = try body(request, &record)
                    record.note?.add(RequestFacts.audit(answer: response))
                    if RequestFacts.isDryRun(request) { record.note?.nothingHasChanged() }
                    return try Endpoint.encode(response)
                } catch {
                    throw error.with(RequestFacts.details(of: request))
                }
            }
        }
    }

    private static func decode<Request: Message>(
        _ payload: [UInt8], _ packed: [PackedField]
    ) throws(LockerError) -> Request {
        do {
            guard try FieldScanner.count(in: payload, limit: RequestLimits.fields, packed: packed) != nil else {
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
