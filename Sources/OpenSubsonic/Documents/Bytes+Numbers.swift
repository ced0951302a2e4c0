/// Text as it goes on the wire, byte behind byte.
extension [UInt8] {
    mutating func write(_ text: StaticString) {
        text.withUTF8Buffer { append(contentsOf: $0) }
    }

    mutating func write(_ flag: Bool) {
        write(flag ? "true" : "false")
    }

    mutating func write(_ number: Int) {
        if number < 0 { append(UInt8(ascii: "-")) }
        write(number.magnitude, width: 1)
    }

    /// The shortest decimal number that is this one. It must be finite.
    mutating func write(_ number: Double) {
        append(contentsOf: number.description.utf8)
    }

    /// At least `width` digits, with zeros in front.
    mutating func write(_ number: UInt, width: Int) {
        var (divisor, length): (UInt, Int) = (1, 1)
        while length < width || number / divisor >= 10 {
            divisor *= 10
            length += 1
        }
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }
}
