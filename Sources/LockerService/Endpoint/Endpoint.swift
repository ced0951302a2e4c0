import LockerAPI
import LockerBase
import LockerCore
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
        let (locker, store) = (locker, log.store)
        register(method) { (request, record) throws(LockerError) in
            let answer = try body(locker, try TypedCall(request, &record, locker.authority, isReading: isReading))
            record.failures = answer.failures.map(\.error)
            return store.hidden(in: answer.message)
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
        let handler: Router.Handler = { (context, payload) throws(RPCError) in
            let record = CallRecord(method.service, method.name, context, isAudited: isAudited)
            return try log.recording(record, metrics) { (record) throws(LockerError) in
                try RequestID.check(context)
                try check(context)
                let request: Request = try MessageCoding.decode(payload, packed)
                record.note?.add(RequestFacts.audit(of: request))
                do throws(LockerError) {
                    let response = try body(request, &record)
                    record.note?.add(RequestFacts.audit(answer: response))
                    if RequestFacts.isDryRun(request) { record.note?.nothingHasChanged() }
                    return try MessageCoding.encode(response)
                } catch {
                    throw error.with(RequestFacts.details(of: request))
                }
            }
        }
        if method.isPassing {
            router.registerPassing(service: method.service, method: method.name, handler: handler)
        } else {
            router.register(
                service: method.service, method: method.name, lane: method.lane, descriptors: method.descriptors,
                handler: handler)
        }
    }

    /// A call that may be parked: `begin` takes the request, and a wakeup for what is waited for, and gives the call's
    /// looks for its answer. It is counted, and the log told of it, when it is answered.
    mutating func addParking<Request, Response>(
        _ method: Method<Request, Response>,
        _ begin:
            @escaping @Sendable (Locker, Request, CallContext, Wakeup) throws(LockerError) -> ParkedAnswer<Response>
    ) {
        let (locker, log) = (locker, log)
        let metrics = requests.method(method.name, in: method.lane)
        let packed = packedFields(of: Request.self)
        router.registerParking(service: method.service, method: method.name, lane: method.lane) {
            (context, payload, wakeup) throws(RPCError) in
            let begun = try log.recording(
                CallRecord(method.service, method.name, context, isAudited: false), metrics,
                { (_) throws(LockerError) -> ParkedAnswer<Response> in
                    try RequestID.check(context)
                    let request: Request = try MessageCoding.decode(payload, packed)
                    return try begin(locker, request, context, wakeup)
                }, isAnswer: { _ in false })
            return ParkedCall(until: begun.until) { (isLast) throws(RPCError) in
                try log.recording(
                    CallRecord(method.service, method.name, context, isAudited: false), metrics,
                    { (_) throws(LockerError) -> [UInt8]? in
                        guard let response = try begun.look(isLast) else { return nil }
                        return try MessageCoding.encode(response)
                    }, isAnswer: { $0 != nil })
            }
        }
    }
}
