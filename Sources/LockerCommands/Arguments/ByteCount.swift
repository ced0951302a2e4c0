/// A number of bytes, as people write it: digits, and perhaps a unit.
package enum ByteCount {
    /// Powers of 1000 (SI) and of 1024 (IEC 80000-13), in either case.
    private static let units: [String: UInt64] = [
        "": 1, "b": 1, "kb": 1000, "mb": 1_000_000, "gb": 1_000_000_000, "tb": 1_000_000_000_000,
        "pb": 1_000_000_000_000_000, "kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30, "tib": 1 << 40, "pib": 1 << 50,
    ]

    /// The bytes that `text` says, such as `512`, `10GB`, `1.5 TiB`; nil for anything else, and for what 63 bits cannot
    /// hold.
    package static func parse(_ text: String) -> UInt64? {
        let number = text.prefix { "0123456789.".contains($0) }
        let unit = text.dropFirst(number.count).drop { $0 == " " }.lowercased()
        let parts = number.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let factor = units[unit], let whole = parts.first.flatMap({ UInt64($0) }) else { return nil }
        let (bytes, isBeyond) = whole.multipliedReportingOverflow(by: factor)
        guard !isBeyond, let fraction = fraction(of: factor, parts.dropFirst().first) else { return nil }
        let (sum, isTooMuch) = bytes.addingReportingOverflow(fraction)
        return isTooMuch || sum > UInt64(Int64.max) ? nil : sum
    }

    /// What the digits behind the point are of `factor`, rounded down; nothing where there is no point.
    private static func fraction(of factor: UInt64, _ digits: Substring?) -> UInt64? {
        guard let digits else { return 0 }
        guard (1...9).contains(digits.count), factor > 1, let value = UInt64(digits) else { return nil }
        let scale = (0..<digits.count).reduce(UInt64(1)) { product, _ in product * 10 }
        // At most 2^50 times 10^9, which 128 bits hold.
        let (high, low) = factor.multipliedFullWidth(by: value)
        return scale.dividingFullWidth((high, low)).quotient
    }
}
