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

    /// Bytes that are handed to the kernel at once: a client that takes so many in the time that it is given is not idle.
    private static let slice = 256 << 10

    /// The answer that ``ContentAnswer`` tells, with the bytes of `content`.
    func response(
        to request: Request, _ context: GatewayContext, of content: DaemonContent, as representation: Representation
    ) throws -> Response {
        let caller = try context.requireCaller()
        let answer = ContentAnswer(to: request.method, request.headers, of: representation, at: .now)
        guard !answer.pieces.isEmpty else {
            content.close()
            return Response(status: answer.status, headers: answer.fields)
        }
        let length = Int(clamping: answer.length)
        let body = ResponseBody(contentLength: length) { writer in
            defer { content.close() }
            try await self.send(answer.pieces, of: content, for: caller, on: context.channel, to: &writer)
            try await writer.finish(nil)
        }
        return Response(status: answer.status, headers: answer.fields, body: body)
    }

    private func send(
        _ pieces: [ContentPiece], of content: DaemonContent, for caller: SignedIn, on channel: any Channel,
        to writer: inout any ResponseBodyWriter
    ) async throws {
        let stream = streams.add(caller.credential, channel)
        defer { streams.remove(stream) }
        for piece in pieces {
            switch piece {
            case .literal(let bytes): try await writer.write(ByteBuffer(bytes: bytes))
            case .content(let range):
                var sent: UInt64 = 0
                for try await var buffer in content.read(range) {
                    sent += UInt64(buffer.readableBytes)
                    while let part = buffer.readSlice(length: min(ContentSender.slice, buffer.readableBytes)),
                        part.readableBytes > 0
                    {
                        try await writer.write(part)
                        streams.moved(stream)
                        metrics.bytesSent.add(part.readableBytes)
                    }
                }
                // Too few bytes: the connection ends with the error, so that nobody takes them for all.
                guard sent == UInt64(range.count) else {
                    throw LockerError(.dataLoss, "content of \(range.count) bytes ended after \(sent)")
                }
            }
        }
    }
}

extension HTTPDate {
    /// The server's time.
    static var now: HTTPDate { HTTPDate(seconds: Int64(MachineClock.nanoseconds / 1_000_000_000)) }

    /// That of a file.
    init(nanoseconds: Int64) {
        self.init(seconds: nanoseconds / 1_000_000_000 - (nanoseconds % 1_000_000_000 < 0 ? 1 : 0))
    }
}
