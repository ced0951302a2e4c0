/// Frames and messages written by hand, as a client in another language would.
enum Wire {
    static func frame(length: Int? = nil, stream: UInt32, kind: UInt8 = 1, flags: UInt8 = 0, _ body: [UInt8]) -> [UInt8]
    {
        bigEndian(UInt32(length ?? body.count)) + bigEndian(stream) + [kind, flags] + body
    }

    /// The body of a request.
    static func request(
        service name: String = service, method: String, payload: [UInt8] = [], timeout: Int64 = 0,
        metadata: [String: String] = [:]
    ) -> [UInt8] {
        field(1, Array(name.utf8)) + field(2, Array(method.utf8)) + field(3, payload)
            + (timeout == 0 ? [] : [4 << 3] + varint(UInt64(bitPattern: timeout)))
            + metadata.flatMap { field(5, field(1, Array($0.key.utf8)) + field(2, Array($0.value.utf8))) }
    }

    /// A length-delimited field.
    static func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
        [number << 3 | 2] + varint(UInt64(bytes.count)) + bytes
    }

    static func varint(_ value: UInt64) -> [UInt8] {
        value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F) | 0x80] + varint(value >> 7)
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
