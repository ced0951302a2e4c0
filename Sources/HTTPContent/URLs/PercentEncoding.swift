import LockerBase

/// Bytes as a URL writes them: those that could mean something else as a percent sign and two hexadecimal digits.
///
/// Source: RFC 3986, sections 2.1 and 2.3.
package enum PercentEncoding {
    /// The bytes that `text` stands for; nil where a percent sign has no two digits behind it.
    package static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var position = text.startIndex
        while position < text.endIndex {
            if let byte = escaped(in: text, at: position) {
                bytes.append(byte)
                position += 3
            } else {
                guard text[position] != UInt8(ascii: "%") else { return nil }
                bytes.append(text[position])
                position += 1
            }
        }
        return bytes
    }

    /// The bytes that `text`, of a form or a query, stands for: a plus sign is a blank, and a percent sign without
    /// digits is one.
    package static func decodedForm(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var position = text.startIndex
        while position < text.endIndex {
            if let byte = escaped(in: text, at: position) {
                bytes.append(byte)
                position += 3
            } else {
                bytes.append(text[position] == UInt8(ascii: "+") ? UInt8(ascii: " ") : text[position])
                position += 1
            }
        }
        return bytes
    }

    /// `bytes` as text, all of them escaped but those that `isKept` names.
    package static func encoded(
        _ bytes: some Sequence<UInt8>, keeping isKept: (UInt8) -> Bool = PercentEncoding.isUnreserved
    ) -> String {
        var text: [UInt8] = []
        for byte in bytes {
            if isKept(byte) {
                text.append(byte)
            } else {
                text.append(UInt8(ascii: "%"))
                text.append(digits[Int(byte >> 4)])
                text.append(digits[Int(byte & 15)])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether `byte` means itself wherever it stands in a URL.
    package static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: isLetterOrDigit(byte)
        }
    }

    /// Whether `byte` is a letter or a digit of ASCII.
    package static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    /// The byte that the three at `position` stand for, if they are an escape.
    private static func escaped(in text: ArraySlice<UInt8>, at position: Int) -> UInt8? {
        guard text[position] == UInt8(ascii: "%"), text.endIndex - position > 2,
            let high = text[position + 1].hexDigitValue, let low = text[position + 2].hexDigitValue
        else { return nil }
        return high << 4 | low
    }
}
