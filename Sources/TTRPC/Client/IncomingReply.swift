/// A response, taken apart.
package struct IncomingReply {
    /// What the call came to.
    package let result: Result<[UInt8], RPCError>

    /// Decodes a frame's body; nil when it is no ttrpc.Response.
    package init?(body: [UInt8]) {
        guard case .success(let (payload, rest)) = PayloadSplitter.split(body, field: 2),
            let response = try? Ttrpc_Response(serializedBytes: rest)
        else { return nil }
        result = RPCError(response.status).map { .failure($0) } ?? .success(payload)
    }
}
