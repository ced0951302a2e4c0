import LockerBase
import NIOCore
import TTRPC

/// Puts frames together from what a connection brings, each in a buffer of its own length: what is cut out of one keeps no
/// bytes of others in memory.
struct FrameAssembler {
    struct Frame {
        let header: FrameHeader
        let body: ByteBuffer
    }

    private var head = ByteBuffer()
    private var begun: FrameHeader?
    private var body = ByteBuffer()

    /// Takes bytes from `input` until a frame is whole, and returns that; nil when more have to come.
    ///
    /// - Throws: ``LockerError/Code/internal`` for a frame that is longer than any may be.
    mutating func next(from input: inout ByteBuffer) throws(LockerError) -> Frame? {
        guard let header = try readHeader(from: &input) else { return nil }
        FrameAssembler.move(header.length - body.readableBytes, from: &input, to: &body)
        guard body.readableBytes == header.length else { return nil }
        let frame = Frame(header: header, body: body)
        begun = nil
        body = ByteBuffer()
        return frame
    }

    private mutating func readHeader(from input: inout ByteBuffer) throws(LockerError) -> FrameHeader? {
        if let begun { return begun }
        FrameAssembler.move(FrameHeader.byteCount - head.readableBytes, from: &input, to: &head)
        guard head.readableBytes == FrameHeader.byteCount else { return nil }
        let header = head.withUnsafeReadableBytes { FrameHeader($0) }
        head.clear()
        guard header.length <= FrameHeader.lengthLimit else {
            throw LockerError(
                .internal, "the daemon sends a frame of \(header.length) bytes, more than \(FrameHeader.lengthLimit)")
        }
        begun = header
        body = ByteBufferAllocator().buffer(capacity: header.length)
        return header
    }

    /// Moves at most `count` bytes.
    private static func move(_ count: Int, from input: inout ByteBuffer, to output: inout ByteBuffer) {
        guard var piece = input.readSlice(length: min(count, input.readableBytes)) else { return }
        output.writeBuffer(&piece)
    }
}
