/// Pictures of grey pixels, as a PNG has them.
enum PNG {
    /// - Parameter told: the size that the picture says it has; nil: its own.
    static func picture(width: Int, height: Int, told: (width: Int, height: Int)? = nil) -> [UInt8] {
        let (shownWidth, shownHeight) = told ?? (width, height)
        let header = number(shownWidth) + number(shownHeight) + [8, 0, 0, 0, 0]
        var rows: [UInt8] = []
        for row in 0..<height { rows += [0] + (0..<width).map { UInt8(truncatingIfNeeded: $0 * 7 + row * 13) } }
        var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        bytes += chunk("IHDR", header) + chunk("IDAT", stored(rows)) + chunk("IEND", [])
        return bytes
    }

    private static func number(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(value >> $0 & 0xFF) }
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + content
        var register: UInt32 = 0xFFFF_FFFF
        for byte in named {
            register ^= UInt32(byte)
            for _ in 0..<8 { register = register >> 1 ^ (register & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return number(content.count) + named + number(Int(~register))
    }

    /// A zlib stream of one block that is not compressed (RFC 1950, RFC 1951); of less than 64 KiB.
    private static func stored(_ content: [UInt8]) -> [UInt8] {
        let (low, high) = (UInt8(content.count & 0xFF), UInt8(content.count >> 8))
        var (first, second) = (1, 0)
        for byte in content {
            first = (first + Int(byte)) % 65_521
            second = (second + first) % 65_521
        }
        let head: [UInt8] = [0x78, 0x01, 1, low, high, ~low, ~high]
        return head + content + number(second << 16 | first)
    }
}
