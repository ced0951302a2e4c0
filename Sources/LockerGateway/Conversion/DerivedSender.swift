import Glibc
import HTTPContent
import HTTPTypes
import Hummingbird
import LockerBase
import MediaConversion
import NIOCore
import NIOPosix
import POSIXSupport
import People

/// Sends files of the gateway's own as a request asks for them: all, ranges, or none.
struct DerivedSender: Sendable {
    let streams: StreamRegistry
    let metrics: HTTPMetrics
    /// Those that may wait for the disk.
    let threads: NIOThreadPool

    /// Bytes that are read at a time.
    static let piece = 128 << 10

    func response(
        to request: Request, _ context: GatewayContext, of file: DerivedFile, as representation: Representation
    ) throws -> Response {
        let caller = try context.requireCaller()
        let answer = ContentAnswer(to: request.method, request.headers, of: representation, at: .now)
        guard !answer.pieces.isEmpty else { return Response(status: answer.status, headers: answer.fields) }
        let body = ResponseBody(contentLength: Int(clamping: answer.length)) { writer in
            try await self.send(answer.pieces, of: file, for: caller, on: context.channel, to: &writer)
            try await writer.finish(nil)
        }
        return Response(status: answer.status, headers: answer.fields, body: body)
    }

    private func send(
        _ pieces: [ContentPiece], of file: DerivedFile, for caller: SignedIn, on channel: any Channel,
        to writer: inout any ResponseBodyWriter
    ) async throws {
        let stream = streams.add(caller.credential, channel)
        defer { streams.remove(stream) }
        for piece in pieces {
            switch piece {
            case .literal(let bytes): try await write(ByteBuffer(bytes: bytes), of: stream, to: &writer)
            case .content(let range):
                try await send(
                    Int(range.lowerBound)..<Int(range.upperBound), of: file.descriptor, as: stream, to: &writer)
            }
        }
    }

    /// Sends what a file has in `range`.
    func send(
        _ range: Range<Int>, of file: Descriptor, as stream: UInt64, to writer: inout any ResponseBodyWriter
    ) async throws {
        var at = range.lowerBound
        while at < range.upperBound {
            let next = at..<min(at + DerivedSender.piece, range.upperBound)
            streams.rest(stream)
            let buffer = try await threads.runIfActive { try DerivedSender.read(next, of: file) }
            // Too few bytes: the connection ends with the error, so that nobody takes them for all.
            guard buffer.readableBytes == next.count else {
                throw LockerError(.dataLoss, "a file that was made has become shorter")
            }
            try await write(buffer, of: stream, to: &writer)
            at = next.upperBound
        }
    }

    private func write(
        _ buffer: ByteBuffer, of stream: UInt64, to writer: inout any ResponseBodyWriter
    ) async throws {
        streams.moved(stream)
        try await writer.write(buffer)
        streams.rest(stream)
        metrics.bytesSent.add(buffer.readableBytes)
    }

    /// Fewer bytes where the file ends.
    static func read(_ range: Range<Int>, of file: Descriptor) throws -> ByteBuffer {
        var buffer = ByteBuffer()
        _ = try buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: range.count) { raw in
            let part = UnsafeMutableRawBufferPointer(rebasing: raw[..<range.count])
            return try file.readFully(into: part, at: range.lowerBound)
        }
        return buffer
    }
}
