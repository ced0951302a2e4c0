import TTRPC
import Testing

/// Frames for clients that have sockets of their own.
@Suite struct FramePieceTests {
    @Test(arguments: [0, 1, 127, 128, 20_000])
    func `a head goes before its payload`(count: Int) throws {
        let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let head = RequestHead(service: "a.B", method: "C", metadata: ["key": "value"], nanoseconds: 5)
        let bytes = try head.bytes(stream: 7, payload: count)
        let header = bytes.withUnsafeBytes { FrameHeader($0) }
        #expect(header.stream == 7 && header.kind == FrameHeader.Kind.request)
        let body = Array(bytes.dropFirst(FrameHeader.byteCount)) + payload
        #expect(header.length == body.count)
        let call = try IncomingCall(body: body)
        #expect(call.service == "a.B" && call.method == "C" && call.payload == payload)
        #expect(call.metadata == ["key": "value"] && call.deadline != nil)
    }

    @Test func `a frame is no longer than it may be`() throws {
        let head = RequestHead(service: "a.B", method: "C")
        #expect(throws: RPCError.self) { try head.bytes(stream: 1, payload: FrameHeader.lengthLimit) }
        try #expect(head.bytes(stream: 1, payload: FrameHeader.lengthLimit - 100).count < 110)
    }

    @Test func `a reply tells where its payload lies`() throws {
        let body = Wire.field(1, []) + Wire.field(2, [7, 8, 9])
        let found = body.withUnsafeBytes { ReplyParts($0) }
        let parts = try #require(found)
        #expect(parts.error == nil && Array(body[parts.payload]) == [7, 8, 9])
    }

    @Test func `a reply that failed has no payload`() throws {
        let body = Wire.field(1, [8, 5] + Wire.field(2, Array("not there".utf8))) + Wire.field(2, [7])
        let found = body.withUnsafeBytes { ReplyParts($0) }
        let parts = try #require(found)
        #expect(parts.error == RPCError(.notFound, "not there") && parts.payload.isEmpty)
        let half = Array(body.dropLast()).withUnsafeBytes { ReplyParts($0) }
        #expect(half == nil)
    }
}
