/// Numbers as tags write them.
package enum TagNumber {
    /// Of `3/12` both, of `3` the first one. What is none, or 0, is nil.
    package static func pair(_ text: String) -> (first: Int?, second: Int?) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        return (number(parts[0]), parts.count == 2 ? number(parts[1]) : nil)
    }

    /// The year that a date begins with, 1 to 9999.
    package static func year(_ text: String) -> Int? {
        let digits = text.utf8.prefix(4)
        guard digits.count == 4, digits.allSatisfy({ $0.isDigit }) else { return nil }
        return Int(Substring(digits)).flatMap { $0 > 0 ? $0 : nil }
    }

    /// Of `-7.43 dB`. What no song has is nil.
    package static func decibels(_ text: String) -> Double? {
        decimal(text).flatMap { abs($0) <= 100 ? $0 : nil }
    }

    /// 1 is full scale.
    package static func peak(_ text: String) -> Double? {
        decimal(text).flatMap { $0 >= 0 && $0 <= 100 ? $0 : nil }
    }

    /// What ReplayGain calls a gain that Opus has in 256ths of a decibel: that one leads to -23 LUFS (RFC 7845, section
    /// 5.2.1), ReplayGain 2.0 to -18.
    package static func decibels(r128 text: String) -> Double? {
        guard let number = Int16(text) else { return nil }
        let gain = Double(number) / 256 + 5
        return abs(gain) <= 100 ? gain : nil
    }

    private static func number(_ text: Substring) -> Int? {
        let digits = text.utf8.drop { $0 == UInt8(ascii: " ") }.prefix { $0.isDigit }
        guard !digits.isEmpty, digits.count <= 5 else { return nil }
        return Int(Substring(digits)).flatMap { $0 > 0 ? $0 : nil }
    }

    /// The number at the beginning. Some programs write a comma in it.
    private static func decimal(_ text: String) -> Double? {
        var digits: [UInt8] = []
        for byte in text.utf8.prefix(24) {
            switch byte {
            case UInt8(ascii: ","): digits.append(UInt8(ascii: "."))
            case UInt8(ascii: "+") where digits.isEmpty: continue
            case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "e"): digits.append(byte)
            case UInt8(ascii: " ") where digits.isEmpty: continue
            default:
                guard byte.isDigit else { return Double(String(decoding: digits, as: UTF8.self)) }
                digits.append(byte)
            }
        }
        return Double(String(decoding: digits, as: UTF8.self))
    }
}

extension UInt8 {
    /// Whether it is a decimal digit in ASCII.
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
