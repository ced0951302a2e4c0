/// A response, by where in it the payload lies: for clients that slice what they have received.
package struct ReplyParts {
    /// The bytes of the method's own response message; none where the call failed.
    package let payload: Range<Int>
    /// What the call failed with; nil where it succeeded.
    package let error: RPCError?

    /// Takes a frame's body apart; nil when it is no ttrpc.Response.
    package init?(_ body: UnsafeRawBufferPointer) {
        guard case .success(let (payload, rest)) = PayloadSplitter.find(in: body, field: 2),
            let response = try? Ttrpc_Response(serializedBytes: rest)
        else { return nil }
        error = RPCError(response.status)
        self.payload = error == nil ? payload : 0..<0
    }
}
