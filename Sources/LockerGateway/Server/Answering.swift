import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// From a request on a connection to its answer there.
struct Answering<Responder: HTTPResponder>: Sendable where Responder.Context == GatewayContext {
    let responder: Responder
    let names: RequestNames
    let dates: HTTPDateCache
    let logger: Logger

    func answer(_ request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel) async throws {
        let name = names.next()
        var logger = logger
        logger[metadataKey: "request"] = .string(name)
        let context = GatewayContext(source: GatewaySource(channel: channel, logger: logger, name: name))
        var response = try await responder.respond(to: request, context: context)
        response.headers[.date] = dates.now
        // The end of a request that was answered before all of it came: what is left of it is not read to its end.
        try await writer.write(response: response.head, body: response.body)
    }
}
