import DaemonLink
import HTTPContent
import HTTPTypes
import Hummingbird
import LockerBase
import NIOCore
import People

/// Sends content of files as a request asks for it: all, ranges, or none.
struct ContentSender: Sendable {
    let streams: StreamRegistry
    let metrics: HTTPMetrics

    /// The answer that ``ContentAnswer`` tells, with the bytes of `content`. Its first bytes are there before the answer is:
    /// what cannot be read is an error of its own then, and a short range takes one call.
    func response(
        to request: Request, _ context: GatewayContext, of content: DaemonContent, as representation: Representation
    ) async throws -> Response {
        let caller = try context.requireCaller()
        let answer = ContentAnswer(to: request.method, request.headers, of: representation, at: .now)
        guard !answer.pieces.isEmpty else {
            content.close()
            return Response(status: answer.status, headers: answer.fields)
        }
        var start: ByteBuffer?
        if case .content(let range) = answer.pieces[0] {
            let first = try await content.start(of: range)
            if answer.pieces.count == 1, first.readableBytes == range.count {
                content.close()
                metrics.bytesSent.add(first.readableBytes)
                return Response(status: answer.status, headers: answer.fields, body: ResponseBody(byteBuffer: first))
            }
            start = first
        }
        let (length, first) = (Int(clamping: answer.length), start)
        let body = ResponseBody(contentLength: length) { writer in
            defer { content.close() }
            try await self.send(answer.pieces, of: content, from: first, for: caller, on: context.channel, to: &writer)
            try await writer.finish(nil)
        }
        return Response(status: answer.status, headers: answer.fields, body: body)
    }

    private func send(
        _ pieces: [ContentPiece], of content: DaemonContent, from start: ByteBuffer?, for caller: SignedIn,
        on channel: any Channel, to writer: inout any ResponseBodyWriter
    ) async throws {
        let stream = streams.add(caller.credential, channel)
        defer { streams.remove(stream) }
        streams.rest(stream)
        for (place, piece) in pieces.enumerated() {
            switch piece {
            case .literal(let bytes): try await writer.write(ByteBuffer(bytes: bytes))
            case .content(let range):
                var at = range.lowerBound
                if place == 0, let start {
                    at += UInt64(start.readableBytes)
                    try await write(start, of: stream, to: &writer)
                }
                for try await buffer in content.read(at..<range.upperBound) {
                    at += UInt64(buffer.readableBytes)
                    try await write(buffer, of: stream, to: &writer)
                }
                // Too few bytes: the connection ends with the error, so that nobody takes them for all.
                guard at == range.upperBound else {
                    throw LockerError(
                        .dataLoss, "content of \(range.count) bytes ended after \(at - range.lowerBound)")
                }
            }
        }
    }

    /// Sends a piece. They are short: a client that takes one in the time that it is given is not idle.
    private func write(
        _ buffer: ByteBuffer, of stream: UInt64, to writer: inout any ResponseBodyWriter
    ) async throws {
        streams.moved(stream)
        try await writer.write(buffer)
        streams.rest(stream)
        metrics.bytesSent.add(buffer.readableBytes)
    }
}
