import TTRPC
import Testing

/// What is read of requests by who passes them on.
@Suite struct RequestEnvelopeTests {
    private func read(_ bytes: [UInt8], of length: Int? = nil) -> RequestEnvelope.Reading {
        bytes.withUnsafeBytes { RequestEnvelope.read($0, of: length ?? bytes.count) }
    }

    private func envelope(_ reading: RequestEnvelope.Reading) -> RequestEnvelope? {
        if case .complete(let envelope) = reading { envelope } else { nil }
    }

    private let payload = [UInt8](repeating: 7, count: 5000)

    /// As Locker's own clients write them: the payload last.
    private var usual: [UInt8] {
        Wire.field(1, Array("s".utf8)) + Wire.field(2, Array("m".utf8)) + [4 << 3, 9]
            + Wire.field(5, Wire.field(1, Array("k".utf8)) + Wire.field(2, Array("v".utf8)))
            + Wire.field(3, payload)
    }

    @Test func `a payload that comes last need not be there`() throws {
        let whole = usual
        let start = whole.count - payload.count
        for count in 0..<start { #expect(read(Array(whole.prefix(count)), of: whole.count) == .incomplete, "\(count)") }
        for count in [start, start + 1, whole.count] {
            let found = try #require(envelope(read(Array(whole.prefix(count)), of: whole.count)))
            #expect(found.service == "s" && found.method == "m" && found.timeout == 9 && found.metadata == ["k": "v"])
            #expect(found.payload == start..<whole.count)
        }
    }

    @Test func `one that comes before other fields is waited for, and of several the last counts`() throws {
        let first = Wire.request(method: "m", payload: payload, metadata: ["k": "v"])
        #expect(read(Array(first.dropLast()), of: first.count) == .incomplete)
        #expect(try #require(envelope(read(first))).metadata == ["k": "v"])
        let two = Wire.field(3, payload) + Wire.field(1, [0x73]) + Wire.field(3, [1, 2]) + Wire.field(2, [0x6D])
        let found = try #require(envelope(read(two)))
        #expect(Array(two[found.payload]) == [1, 2] && found.service == "s" && found.method == "m")
        #expect(try #require(envelope(read([]))).payload.isEmpty)
    }

    @Test func `what is passed on says the same, and ends with the payload`() throws {
        let found = try #require(envelope(read(Wire.request(method: "m", payload: payload, timeout: -3))))
        let frame = try found.head(stream: 7, flags: 2) + payload
        let header = frame.withUnsafeBytes { FrameHeader($0) }
        #expect(header.stream == 7 && header.flags == 2 && header.kind == 1)
        #expect(header.length == frame.count - FrameHeader.byteCount)
        let body = Array(frame.dropFirst(FrameHeader.byteCount))
        let again = try #require(envelope(read(body)))
        #expect(again.method == "m" && again.timeout == -3 && again.payload == body.count - payload.count..<body.count)
    }

    @Test func `what is no request, or too much, is refused`() {
        var (pairs, numbers): ([UInt8], [UInt8]) = ([], [])
        for index in 0..<65 { pairs += Wire.field(5, Wire.field(1, Array("key \(index)".utf8))) }
        for _ in 0..<200 { numbers += [6 << 3, 1] }
        let long = Wire.field(2, [UInt8](repeating: 0x61, count: RequestEnvelope.byteLimit + 1))
        let cases: [[UInt8]] = [
            [0x0A], [0x0A, 5, 1], [0x0B], [0x0A, 1, 0xFF], [UInt8](repeating: 0xFF, count: 11),
            Wire.field(5, [0x0A, 9]), Wire.field(5, Wire.field(1, [0xFF])), pairs, numbers, long,
        ]
        for bytes in cases { #expect(read(bytes) == .malformed, "\(bytes.prefix(20))") }
        // One that is too long is refused before it is there.
        #expect(read(Array(long.prefix(8)), of: long.count) == .malformed)
        #expect(read([0x0A, 0xFF, 0xFF, 0xFF, 0x7F], of: 100) == .malformed)
    }
}
