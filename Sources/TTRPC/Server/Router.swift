/// The methods that a server answers.
public struct Router: Sendable {
    /// Answers one call: takes the method's request message, returns its response message, both encoded.
    public typealias Handler = @Sendable (CallContext, [UInt8]) throws(RPCError) -> [UInt8]

    /// Begins one call that may wait for its answer: takes the method's request message, encoded, and says how the answer
    /// is found. The wakeup has it look again; it may be woken before this returns.
    public typealias ParkingHandler = @Sendable (CallContext, [UInt8], Wakeup) throws(RPCError) -> ParkedCall

    /// How a method answers.
    enum Answering: Sendable {
        /// On one thread, from the request to the answer.
        case atOnce(Handler)
        /// The same, on the thread that reads the connection.
        case inPassing(Handler)
        /// In looks, between which a call is parked.
        case inLooks(ParkingHandler)
    }

    struct Route: Sendable {
        let lane: Lane
        let descriptors: Int
        let answering: Answering
    }

    private var services: [String: [String: Route]] = [:]

    /// Makes one without methods.
    public init() {}

    /// Adds a method, in place of one of the same name. `service` is the full name of a protobuf service; a request may
    /// carry `descriptors` descriptors, four at most.
    public mutating func register(
        service: String, method: String, lane: Lane, descriptors: Int = AncillaryData.descriptorLimit,
        handler: @escaping Handler
    ) {
        services[service, default: [:]][method] = Route(
            lane: lane, descriptors: descriptors, answering: .atOnce(handler))
    }

    /// Adds a method that waits for nothing and answers briefly, in place of one of the same name. Whatever else is under
    /// way, it is answered as soon as it is read. Its requests bring no descriptors.
    public mutating func registerPassing(service: String, method: String, handler: @escaping Handler) {
        services[service, default: [:]][method] = Route(
            lane: .quick, descriptors: 0, answering: .inPassing(handler))
    }

    /// Adds a method whose calls may be parked, in place of one of the same name. They bring no descriptors.
    public mutating func registerParking(
        service: String, method: String, lane: Lane, handler: @escaping ParkingHandler
    ) {
        services[service, default: [:]][method] = Route(lane: lane, descriptors: 0, answering: .inLooks(handler))
    }

    /// The names of all methods.
    public var methods: [(service: String, method: String)] {
        services.flatMap { service, methods in methods.keys.map { (service, $0) } }
    }

    /// Answers one call on this thread; one that would be parked as if its time had passed.
    ///
    /// Throws the method's error, or ``RPCError/Code/unimplemented`` when there is no such method.
    public func call(
        service: String, method: String, payload: [UInt8], context: CallContext
    ) throws(RPCError) -> [UInt8] {
        switch try route(service: service, method: method).answering {
        case .atOnce(let handler), .inPassing(let handler): try handler(context, payload)
        case .inLooks(let handler): try handler(context, payload, Wakeup()).answer()
        }
    }

    /// The method of that name, or ``RPCError/Code/unimplemented``.
    func route(service: String, method: String) throws(RPCError) -> Route {
        guard let methods = services[service] else {
            throw RPCError(.unimplemented, "there is no service \"\(service)\" here")
        }
        guard let route = methods[method] else {
            throw RPCError(.unimplemented, "service \(service) has no method \"\(method)\"")
        }
        return route
    }
}
