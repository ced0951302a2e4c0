/// The methods that a server answers.
public struct Router: Sendable {
    /// Answers one call: takes the method's request message, returns its response message, both encoded.
    public typealias Handler = @Sendable (CallContext, [UInt8]) throws(RPCError) -> [UInt8]

    struct Route: Sendable {
        let lane: Lane
        let descriptors: Int
        let handler: Handler
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
        services[service, default: [:]][method] = Route(lane: lane, descriptors: descriptors, handler: handler)
    }

    /// The names of all methods.
    public var methods: [(service: String, method: String)] {
        services.flatMap { service, methods in methods.keys.map { (service, $0) } }
    }

    /// Answers one call on this thread.
    ///
    /// Throws the method's error, or ``RPCError/Code/unimplemented`` when there is no such method.
    public func call(
        service: String, method: String, payload: [UInt8], context: CallContext
    ) throws(RPCError) -> [UInt8] {
        try route(service: service, method: method).handler(context, payload)
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
