import POSIXSupport

/// A request, taken apart.
package struct IncomingCall {
    package let service: String
    package let method: String
    package let payload: [UInt8]
    package let metadata: [String: String]
    package let deadline: ContinuousClock.Instant?

    /// Decodes a frame's body. Throws ``RPCError/Code/invalidArgument`` when it is no ttrpc.Request, or one with more
    /// than ``PayloadSplitter/pairLimit`` metadata pairs.
    package init(body: [UInt8]) throws(RPCError) {
        let parts = PayloadSplitter.split(body, field: 3, pairs: 5)
        if case .failure(.tooManyPairs) = parts {
            throw RPCError(
                .invalidArgument,
                "the request carries more than \(PayloadSplitter.pairLimit) pairs of metadata; send fewer")
        }
        guard case .success(let (payload, rest)) = parts,
            let request = try? Ttrpc_Request(serializedBytes: rest)
        else { throw RPCError(.invalidArgument, "the frame holds no ttrpc.Request") }
        service = request.service
        method = request.method
        self.payload = payload
        metadata = Dictionary(request.metadata.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
        deadline = request.timeoutNano == 0 ? nil : .now + .nanoseconds(request.timeoutNano)
    }
}
