import Synchronization

/// Addresses that nobody has asked from, so that wrong tries at one test's end slow down nobody else.
private let addresses = Atomic<UInt32>(0)

extension RunningGateway {
    /// Makes one request on a connection of its own, and returns its answer.
    ///
    /// - Parameters:
    ///   - token: who asks; nil for nobody.
    ///   - fields: what else is in its head.
    func ask(
        _ method: String, _ target: String, as token: String? = nil, _ fields: [String: String] = [:],
        body: [UInt8]? = nil, isChunked: Bool = false
    ) async throws -> Answer {
        let ask = RunningGateway.request(method, target, as: token, fields, body: body, isChunked: isChunked)
        let socket = socket
        return try await blocking { try HTTPLine(socket).exchange(ask) }
    }

    /// The request, which comes from an address of its own unless `fields` say another one.
    static func request(
        _ method: String, _ target: String, as token: String? = nil, _ fields: [String: String] = [:],
        body: [UInt8]? = nil, isChunked: Bool = false
    ) -> Ask {
        var ask = Ask(method: method, target: target, body: body, isChunked: isChunked)
        if let token { ask.fields.append((name: "Authorization", value: "Bearer \(token)")) }
        if fields["X-Forwarded-For"] == nil { ask.fields.append((name: "X-Forwarded-For", value: newAddress)) }
        for (name, value) in fields { ask.fields.append((name: name, value: value)) }
        return ask
    }

    static var newAddress: String {
        let number = addresses.wrappingAdd(1, ordering: .relaxed).newValue
        return "10.\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)"
    }

    /// A connection of its own, for what blocks.
    func connect() throws -> HTTPLine { try HTTPLine(socket) }
}
