extension Digest: CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    public var hex: String { bytes.hexText }

    public var description: String { hex }

    /// The digest that 64 hexadecimal digits write down, in either case; nil for anything else.
    public init?(hex: String) {
        let digits = Array(hex.utf8)
        guard digits.count == 2 * Digest.byteCount else { return nil }
        var bytes: [UInt8] = []
        for pair in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[pair].hexDigitValue, let low = digits[pair + 1].hexDigitValue else { return nil }
            bytes.append(high << 4 | low)
        }
        self.init(bytes)
    }
}
