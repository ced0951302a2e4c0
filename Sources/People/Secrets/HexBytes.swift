import LockerBase

/// Bytes that somebody has sent in hexadecimal.
enum HexBytes {
    /// So many bytes, two digits each in either case; nil for anything else.
    static func read(_ text: String, count: Int) -> [UInt8]? {
        let digits = Array(text.utf8.prefix(2 * count + 1))
        guard digits.count == 2 * count else { return nil }
        var bytes: [UInt8] = []
        for pair in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[pair].hexDigitValue, let low = digits[pair + 1].hexDigitValue else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }
}
