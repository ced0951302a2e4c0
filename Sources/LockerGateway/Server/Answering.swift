import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// From a request on a connection to its answer there.
struct Answering<Responder: HTTPResponder>: Sendable where Responder.Context == GatewayContext {
    let responder: Responder
    let names: RequestNames
    let date: DateField
    /// The answers that are on their way: clients that leave them unread are not waited for.
    let answers: StreamRegistry
    let logger: Logger

    func answer(_ request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel) async throws {
        let name = names.next()
        var logger = logger
        logger[metadataKey: "request"] = .string(name)
        let context = GatewayContext(source: GatewaySource(channel: channel, logger: logger, name: name))
        var response = try await responder.respond(to: request, context: context)
        response.headers[.date] = date.text
        let number = answers.add(nil, channel)
        defer { answers.remove(number) }
        // Errors and documents come with a body whatever was asked for: behind an answer to HEAD it would be taken for the
        // answer to the next request.
        if request.method == .head { return try await writer.writeResponse(response.head) }
        // A short one in one piece, with its head.
        if let length = response.body.contentLength, length <= PacedWriter.slice {
            return try await writer.write(response: response.head, body: response.body)
        }
        let body = try await writer.writeHead(response.head)
        answers.rest(number)
        try await response.body.write(PacedWriter(body, answers, number))
    }
}
