import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTPTypes

/// Tells a client that waits for it that its content is wanted (RFC 9110, section 10.1.1), once it is known to be.
enum ExpectContinue {
    static func answer(_ request: Request, _ context: GatewayContext) async throws {
        guard request.headers[.expect]?.lowercased() == "100-continue" else { return }
        try await context.channel.writeAndFlush(HTTPResponsePart.head(HTTPResponse(status: .continue)))
    }
}
