import HTTPTypes
import Hummingbird
import NIOCore

/// Writes an answer in pieces, and takes note of each that the client takes.
struct PacedWriter: ResponseBodyWriter {
    /// Bytes that are handed to the kernel at once: a client that takes so many in the time that it is given is not idle.
    static let slice = 256 << 10

    private var base: any ResponseBodyWriter
    private let streams: StreamRegistry
    private let stream: UInt64

    init(_ base: any ResponseBodyWriter, _ streams: StreamRegistry, _ stream: UInt64) {
        (self.base, self.streams, self.stream) = (base, streams, stream)
    }

    mutating func write(_ buffer: ByteBuffer) async throws {
        var buffer = buffer
        while let part = buffer.readSlice(length: min(PacedWriter.slice, buffer.readableBytes)), part.readableBytes > 0
        {
            streams.moved(stream)
            try await base.write(part)
            streams.rest(stream)
        }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
        try await base.finish(trailingHeaders)
    }
}
