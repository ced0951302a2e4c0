/// Writes Ogg files page by page, with a checksum of its own making (bit by bit, RFC 3533 section 6).
public struct OggFixture {
    public var bytes: [UInt8] = []
    public var serial: UInt32
    public var sequence: UInt32

    public init(serial: UInt32 = 0x1234_5678, sequence: UInt32 = 0) {
        self.serial = serial
        self.sequence = sequence
    }

    /// Appends a page with the given lacing values; `body` must be as long as they say.
    public mutating func page(
        _ lacing: [UInt8], _ body: [UInt8], flags: UInt8 = 0, granule: Int64 = 0, badChecksum: Bool = false
    ) {
        var page = text("OggS") + [0, flags] + little(granule) + little(serial) + little(sequence)
        page += zeros(4) + [UInt8(lacing.count)] + lacing + body
        let checksum = OggFixture.checksum(page) ^ (badChecksum ? 1 : 0)
        page.replaceSubrange(22..<26, with: little(checksum))
        bytes += page
        sequence &+= 1
    }

    /// Appends pages of at most `perPage` lacing values with the packets, none of which shares its last page with
    /// what follows.
    public mutating func packets(
        _ packets: [[UInt8]], perPage: Int = 255, flags: UInt8 = 0, granule: Int64 = 0, step: Int64 = 0
    ) {
        var granule = granule
        var (lacing, body) = (packets.flatMap(OggFixture.lacing)[...], packets.flatMap { $0 }[...])
        var isContinued = false
        while !lacing.isEmpty {
            let part = Array(lacing.prefix(perPage))
            let size = part.reduce(0) { $0 + Int($1) }
            let hasEnd = part.contains { $0 < 255 }
            page(
                part, Array(body.prefix(size)), flags: flags | (isContinued ? 1 : 0), granule: hasEnd ? granule : -1)
            (lacing, body) = (lacing.dropFirst(part.count), body.dropFirst(size))
            isContinued = part.last == 255
            granule += step
        }
    }

    public static func lacing(_ packet: [UInt8]) -> [UInt8] {
        [UInt8](repeating: 255, count: packet.count / 255) + [UInt8(packet.count % 255)]
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0
        for byte in bytes {
            crc ^= UInt32(byte) << 24
            for _ in 0..<8 { crc = crc >> 31 == 1 ? crc << 1 ^ 0x04C1_1DB7 : crc << 1 }
        }
        return crc
    }
}
