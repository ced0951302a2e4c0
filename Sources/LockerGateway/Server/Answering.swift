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

    /// Bytes of a request's content that are read although it was refused.
    private static var mostUnread: Int { 1 << 20 }
    private static var grace: TimeAmount { .seconds(5) }

    func answer(_ request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel) async throws {
        let name = names.next()
        var logger = logger
        logger[metadataKey: "request"] = .string(name)
        let context = GatewayContext(source: GatewaySource(channel: channel, logger: logger, name: name))
        var response = try await responder.respond(to: request, context: context)
        response.headers[.date] = dates.now
        let isRefused = response.status.kind != .successful && Answering.bringsMuch(request)
        if isRefused { response.headers[.connection] = "close" }
        // To a HEAD, what is thrown has no body either: a client would take it for the next answer.
        let body = request.method == .head ? ResponseBody() : response.body
        try await writer.write(response: response.head, body: body)
        if isRefused { leave(channel) }
    }

    /// Whether a request has more content than is read for nothing.
    private static func bringsMuch(_ request: Request) -> Bool {
        if request.headers[.transferEncoding] != nil { return true }
        return request.headers[.contentLength].flatMap { Int($0) }.map { $0 > Answering.mostUnread } ?? false
    }

    /// Ends a connection whose client still sends what was refused: it hears the answer first, and what it sends until it
    /// has is read.
    private func leave(_ channel: any Channel) {
        channel.close(mode: .output, promise: nil)
        channel.eventLoop.scheduleTask(in: Answering.grace) { channel.close(promise: nil) }
    }
}
