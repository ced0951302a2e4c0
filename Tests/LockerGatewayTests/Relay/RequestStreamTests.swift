import LockerAPI
import LockerGateway
import NIOCore
import TTRPC
import Testing

/// Frames that come in pieces of every length.
@Suite struct RequestStreamTests {
    /// The bytes that went to the daemon and to the caller.
    private struct Passed: Equatable {
        var toDaemon: [UInt8] = []
        var toCaller: [UInt8] = []
        var isBroken = false
    }

    private func frame(
        _ method: String, service: String = "locker.v1.Locker", stream: UInt32, payload: [UInt8] = [],
        metadata: [String: String] = [:]
    ) throws -> [UInt8] {
        var envelope = RequestEnvelope()
        (envelope.service, envelope.method, envelope.metadata) = (service, method, metadata)
        envelope.payload = 0..<payload.count
        return try envelope.head(stream: stream, flags: 0) + payload
    }

    private func pass(_ bytes: [UInt8], by piece: Int, _ stream: inout RequestStream) -> Passed {
        var (passed, rest) = (Passed(), bytes[...])
        while !rest.isEmpty {
            do throws(RequestStream.Broken) {
                try stream.take(ByteBuffer(bytes: rest.prefix(piece))) { outcome in
                    switch outcome {
                    case .toDaemon(let bytes): passed.toDaemon += bytes.readableBytesView
                    case .toCaller(let bytes): passed.toCaller += bytes.readableBytesView
                    }
                }
            } catch {
                passed.isBroken = true
                return passed
            }
            rest = rest.dropFirst(piece)
        }
        return passed
    }

    private func stream() -> RequestStream { RequestStream(RelayRules(account: "alice", name: "r")) }

    /// What the daemon is to get of a frame.
    private func stamped(_ method: String, stream: UInt32, payload: [UInt8] = [], name: String) throws -> [UInt8] {
        let metadata = ["locker-account": "alice", "locker-request": name]
        return try frame(method, stream: stream, payload: payload, metadata: metadata)
    }

    @Test(arguments: [1, 2, 9, 10, 11, 100, 4096, 1 << 20])
    func `payloads go through as they are, whatever is between`(piece: Int) throws {
        let payload = (0..<70_000).map { UInt8(truncatingIfNeeded: $0) }
        let open: [UInt8] = try Locker_V1_OpenSessionRequest.with { $0.library = "main" }.serializedBytes()
        let frames = [
            try frame("Usage", stream: 1), try frame("WriteUpload", stream: 3, payload: payload),
            try frame("Stats", service: "locker.v1.Admin", stream: 5, payload: payload),
            try frame("OpenSession", stream: 7, payload: open),
            try frame("Log", stream: 9, payload: [1], metadata: ["locker-request": "mine"]),
        ]
        var stream = stream()
        let passed = pass(frames.flatMap { $0 }, by: piece, &stream)
        let expected = [
            try stamped("Usage", stream: 1, name: "r.1"),
            try stamped("WriteUpload", stream: 3, payload: payload, name: "r.3"),
            try stamped("OpenSession", stream: 7, payload: open, name: "r.7"),
            try stamped("Log", stream: 9, payload: [1], name: "mine"),
        ]
        #expect(RequestStreamTests.frames(passed.toDaemon) == RequestStreamTests.frames(expected.flatMap { $0 }))
        let answers = RequestStreamTests.frames(passed.toCaller)
        #expect(answers.map(\.stream) == [5] && answers.map(\.kind) == [2])
        #expect(!passed.isBroken && !stream.isInFrame && stream.calls == 4 && stream.refusals == 1)
    }

    /// A frame, its envelope taken apart: the order of metadata is nobody's.
    private struct Frame: Equatable {
        let stream: UInt32
        let kind: UInt8
        let envelope: RequestEnvelope.Reading
        let payload: [UInt8]
    }

    private static func frames(_ bytes: [UInt8]) -> [Frame] {
        var (found, rest) = ([Frame](), bytes[...])
        while rest.count >= FrameHeader.byteCount {
            let header = rest.withUnsafeBytes { FrameHeader($0) }
            let body = Array(rest.dropFirst(FrameHeader.byteCount).prefix(header.length))
            var (reading, payload) = (body.withUnsafeBytes { RequestEnvelope.read($0, of: body.count) }, [UInt8]())
            if case .complete(var envelope) = reading {
                payload = Array(body[envelope.payload])
                envelope.payload = 0..<payload.count
                reading = .complete(envelope)
            }
            found.append(Frame(stream: header.stream, kind: header.kind, envelope: reading, payload: payload))
            rest = rest.dropFirst(FrameHeader.byteCount + header.length)
        }
        return found
    }

    @Test func `frames of other types, and bodies that are none, are passed over`() throws {
        let header = FrameHeader(length: 3, stream: 3, kind: 9)
        let wrong = FrameHeader(length: 2, stream: 5, kind: FrameHeader.Kind.request)
        var stream = stream()
        let usage = try frame("Usage", stream: 7)
        let passed = pass(header.bytes + [1, 2, 3] + wrong.bytes + [0xFF, 0xFF] + usage, by: 4, &stream)
        #expect(RequestStreamTests.frames(passed.toDaemon).map(\.stream) == [7])
        #expect(RequestStreamTests.frames(passed.toCaller).map(\.stream) == [5])
    }

    @Test func `a request without a body is answered when its header is there`() {
        let header = FrameHeader(length: 0, stream: 3, kind: FrameHeader.Kind.request)
        var stream = stream()
        let passed = pass(header.bytes, by: 100, &stream)
        #expect(RequestStreamTests.frames(passed.toCaller).map(\.stream) == [3] && !stream.isInFrame)
    }

    @Test func `a frame that is too long is answered, and nothing after it is read`() {
        let header = FrameHeader(length: FrameHeader.lengthLimit + 1, stream: 3, kind: FrameHeader.Kind.request)
        var stream = stream()
        let passed = pass(header.bytes, by: 100, &stream)
        #expect(passed.isBroken && passed.toDaemon.isEmpty)
        #expect(RequestStreamTests.frames(passed.toCaller).map(\.stream) == [3])
    }

    @Test func `replies are counted, and where a frame ends is known`() throws {
        let reply = FrameHeader(length: 5, stream: 1, kind: FrameHeader.Kind.response).bytes + [1, 2, 3, 4, 5]
        let other = FrameHeader(length: 0, stream: 1, kind: 9).bytes
        var replies = ReplyStream()
        for byte in reply + other { replies.follow(ByteBuffer(bytes: [byte])) }
        #expect(replies.replies == 1 && replies.isBetweenFrames)
        replies.follow(ByteBuffer(bytes: reply + reply.prefix(12)))
        #expect(replies.replies == 2 && !replies.isBetweenFrames)
    }

    @Test func `an account has no more places than it may, nor have all`() throws {
        let places = SharedPlaces(perAccount: 2, inAll: 3)
        var held = [try places.take(for: "a"), try places.take(for: "a"), try places.take(for: "b")]
        #expect(throws: SharedPlaces.Full.ofAccount) { try places.take(for: "a") }
        #expect(throws: SharedPlaces.Full.ofAll) { try places.take(for: "b") }
        held.removeFirst()
        #expect(places.count == 2)
        held.append(try places.take(for: "a"))
        #expect(places.count == 3 && held.count == 3)
    }
}
