import NIOCore
import TTRPC

/// Takes the frames of a caller apart as they come, and puts those that may pass together again. Payloads go through
/// piece by piece, as they are.
package struct RequestStream {
    /// What becomes of bytes that came.
    package enum Outcome {
        case toDaemon(ByteBuffer)
        case toCaller(ByteBuffer)
    }

    /// What came is no frame, or too long a one: nothing can follow it.
    package struct Broken: Error {}

    /// The most of a frame whose payload is looked at.
    private static let inspected = 1 << 20

    private enum Phase {
        case header
        case envelope(FrameHeader)
        /// The rest of a frame, which passes or does not.
        case rest(Int, isPassing: Bool)
    }

    private let rules: RelayRules
    private var phase = Phase.header
    /// What came of a frame about which nothing is decided yet.
    private var held = ByteBuffer()
    /// Calls that went to the daemon, and those that did not.
    package private(set) var calls = 0
    package private(set) var refusals = 0

    package init(_ rules: RelayRules) {
        self.rules = rules
    }

    /// Whether a frame has begun and not ended.
    package var isInFrame: Bool {
        if case .header = phase { held.readableBytes > 0 } else { true }
    }

    /// Takes what came, and tells `pass` what becomes of it, in order.
    ///
    /// - Throws: ``Broken``, once the caller was told why.
    package mutating func take(_ bytes: ByteBuffer, _ pass: (Outcome) -> Void) throws(Broken) {
        var work = held
        held = ByteBuffer()
        if work.readableBytes == 0 { work = bytes } else { work.writeImmutableBuffer(bytes) }
        while work.readableBytes > 0 {
            guard try step(&work, pass) else { return hold(work) }
        }
    }

    /// Keeps what is left, and nothing of what was before it.
    private mutating func hold(_ work: ByteBuffer) {
        held = work
        guard work.readerIndex > 0 else { return }
        held = ByteBuffer()
        held.writeImmutableBuffer(work)
    }

    /// One step. Returns false when more has to come first.
    private mutating func step(_ work: inout ByteBuffer, _ pass: (Outcome) -> Void) throws(Broken) -> Bool {
        switch phase {
        case .header:
            guard let header = RequestStream.header(&work) else { return false }
            guard header.length <= FrameHeader.lengthLimit else {
                refuse(.tooLong, header.stream, pass)
                throw Broken()
            }
            let isRequest = header.kind == FrameHeader.Kind.request
            phase = isRequest ? .envelope(header) : .rest(header.length, isPassing: false)
            endFrame()
            // Of a body without bytes nothing comes that it could be decided with.
            return isRequest && header.length == 0 ? decide(header, &work, pass) : true
        case .envelope(let header): return decide(header, &work, pass)
        case .rest(let left, let isPassing):
            let count = min(left, work.readableBytes)
            let piece = work.readSlice(length: count)
            if isPassing, let piece { pass(.toDaemon(piece)) }
            phase = .rest(left - count, isPassing: isPassing)
            endFrame()
            return true
        }
    }

    /// Whether the frame is at its end; the next one begins then.
    private mutating func endFrame() {
        if case .rest(0, _) = phase { phase = .header }
    }

    private static func header(_ work: inout ByteBuffer) -> FrameHeader? {
        guard let bytes = work.readSlice(length: FrameHeader.byteCount) else { return nil }
        return bytes.withUnsafeReadableBytes { FrameHeader($0) }
    }

    /// Decides about a frame, as soon as enough of it is there.
    private mutating func decide(
        _ header: FrameHeader, _ work: inout ByteBuffer, _ pass: (Outcome) -> Void
    ) -> Bool {
        let body = work.getSlice(at: work.readerIndex, length: min(header.length, work.readableBytes)) ?? ByteBuffer()
        switch body.withUnsafeReadableBytes({ RequestEnvelope.read($0, of: header.length) }) {
        case .incomplete: return false
        case .malformed: refuse(.unreadable, header.stream, pass)
        case .complete(let envelope):
            let payload = { RequestStream.payload(envelope.payload, of: body) }
            switch rules.verdict(on: envelope, stream: header.stream, payload: payload) {
            case .needsPayload where header.length <= RequestStream.inspected: return false
            case .needsPayload: refuse(.unreadable, header.stream, pass)
            case .refuse(let error): refuse(error, header.stream, pass)
            case .pass(let envelope):
                do throws(RPCError) {
                    let head = try envelope.head(stream: header.stream, flags: header.flags)
                    begin(envelope, head, header, &work, pass)
                    return true
                } catch {
                    refuse(error, header.stream, pass)
                }
            }
        }
        phase = .rest(header.length, isPassing: false)
        endFrame()
        return true
    }

    /// The bytes of a payload; nil where it is not all there.
    private static func payload(_ range: Range<Int>, of body: ByteBuffer) -> [UInt8]? {
        guard range.upperBound <= body.readableBytes else { return nil }
        return body.getBytes(at: body.readerIndex + range.lowerBound, length: range.count)
    }

    /// Passes a frame on, as far as it is there.
    private mutating func begin(
        _ envelope: RequestEnvelope, _ head: [UInt8], _ header: FrameHeader, _ work: inout ByteBuffer,
        _ pass: (Outcome) -> Void
    ) {
        calls += 1
        pass(.toDaemon(ByteBuffer(bytes: head)))
        let payload = envelope.payload
        if payload.upperBound == header.length {
            work.moveReaderIndex(forwardBy: payload.lowerBound)
            phase = .rest(payload.count, isPassing: true)
        } else {
            // What stands behind it is in the head by now.
            let piece = work.getSlice(at: work.readerIndex + payload.lowerBound, length: payload.count)
            if let piece, !payload.isEmpty { pass(.toDaemon(piece)) }
            phase = .rest(header.length, isPassing: false)
        }
        endFrame()
    }

    private mutating func refuse(_ error: RPCError, _ stream: UInt32, _ pass: (Outcome) -> Void) {
        refusals += 1
        pass(.toCaller(ByteBuffer(bytes: ErrorReply.bytes(error, stream: stream))))
    }
}

extension RPCError {
    fileprivate static let tooLong = RPCError(
        .resourceExhausted, "a frame holds at most \(FrameHeader.lengthLimit) bytes; ask for less")
    fileprivate static let unreadable = RPCError(
        .invalidArgument, "the frame is no request, or has too much beside its payload")
}
