/// A response, taken apart.
package struct IncomingReply {
    /// What the call came to.
    package let result: Result<[UInt8], RPCError>

    /// Decodes a frame's body; nil when it is no ttrpc.Response.
    package init?(body: [UInt8]) {
        guard let parts = body.withUnsafeBytes({ ReplyParts($0) }) else { return nil }
        result = parts.error.map { .failure($0) } ?? .success(Array(body[parts.payload]))
    }
}
