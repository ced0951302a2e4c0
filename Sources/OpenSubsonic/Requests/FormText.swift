import LockerBase

/// Reads `application/x-www-form-urlencoded`: the query of a URL, or a form.
///
/// Source: WHATWG URL, 5.1 ("application/x-www-form-urlencoded parsing").
enum FormText {
    /// The names and values, in their order. A `%` that no two digits follow stands for itself, and bytes that are no
    /// UTF-8 become U+FFFD.
    static func pairs(_ bytes: [UInt8]) -> [(name: String, value: String)] {
        var pairs: [(name: String, value: String)] = []
        for piece in bytes.split(separator: UInt8(ascii: "&")) {
            let end = piece.firstIndex(of: UInt8(ascii: "=")) ?? piece.endIndex
            pairs.append((decoded(piece[..<end]), decoded(piece[end...].dropFirst())))
        }
        return pairs
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if let byte = escaped(bytes, index) {
                text.append(byte)
                index += 3
            } else {
                text.append(bytes[index] == UInt8(ascii: "+") ? UInt8(ascii: " ") : bytes[index])
                index += 1
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func escaped(_ bytes: ArraySlice<UInt8>, _ index: Int) -> UInt8? {
        guard bytes[index] == UInt8(ascii: "%"), bytes.endIndex - index > 2,
            let high = bytes[index + 1].hexDigitValue, let low = bytes[index + 2].hexDigitValue
        else { return nil }
        return high << 4 | low
    }
}
