import TTRPC

/// Bytes as a peer might send them: frame after frame, each read as a request and as a response.
enum FrameTarget {
    static func check(_ input: [UInt8]) throws(FuzzFailure) {
        var rest = input[...]
        var lastStream: UInt32 = 0
        while rest.count >= FrameHeader.byteCount {
            let bytes = Array(rest.prefix(FrameHeader.byteCount))
            let header = bytes.withUnsafeBytes { FrameHeader($0) }
            try expect(header.bytes.dropLast() == bytes.dropLast(), "a header is not written as it was read")
            rest = rest.dropFirst(FrameHeader.byteCount)
            // A connection with a longer one is over; here what there is serves as its body.
            let body = Array(rest.prefix(header.length))
            rest = rest.dropFirst(body.count)
            if (try? header.checkRequest(after: lastStream)) != nil { lastStream = header.stream }
            try checkRequest(body)
            try checkReply(body)
        }
    }

    private static func checkRequest(_ body: [UInt8]) throws(FuzzFailure) {
        guard let call = try? IncomingCall(body: body) else { return }
        try expect(call.payload.count <= body.count, "a payload is longer than its frame")
        let again = try? IncomingCall(body: encode(call))
        try expect(
            again?.service == call.service && again?.method == call.method && again?.payload == call.payload
                && again?.metadata == call.metadata, "a request is not read as it was written")
    }

    private static func checkReply(_ body: [UInt8]) throws(FuzzFailure) {
        guard let reply = IncomingReply(body: body) else { return }
        switch reply.result {
        case .success(let payload): try expect(payload.count <= body.count, "a payload is longer than its frame")
        case .failure(let error): try expect(error.code != .ok, "a failure is called a success")
        }
    }

    /// ttrpc.Request, by its field numbers.
    private static func encode(_ call: IncomingCall) -> [UInt8] {
        let pairs = call.metadata.flatMap { key, value in
            field(5, field(1, Array(key.utf8)) + field(2, Array(value.utf8)))
        }
        return field(1, Array(call.service.utf8)) + field(2, Array(call.method.utf8)) + field(3, call.payload) + pairs
    }

    private static func field(_ number: UInt8, _ value: [UInt8]) -> [UInt8] {
        var bytes = [number << 3 | 2]
        var count = value.count
        while count >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: count) | 0x80)
            count >>= 7
        }
        return bytes + [UInt8(count)] + value
    }
}
