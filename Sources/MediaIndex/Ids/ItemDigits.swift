import LockerBase

/// Fields, each with its length before it, and the digits of an id that are made of them.
struct ItemDigits {
    private var writer = ByteWriter(capacity: 128)
    /// Crockford's base 32 in lower case: no i, l, o and u.
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    /// - Parameter rule: the first field.
    init(_ rule: String) { append(rule) }

    init() {}

    mutating func append(_ text: String) { append(bytes: Array(text.utf8)) }

    mutating func append(bytes: [UInt8]) {
        writer.append(UInt32(bytes.count))
        writer.append(bytes)
    }

    /// A list is one field, of the fields that its elements are.
    mutating func append(_ list: [String]) {
        var fields = ItemDigits()
        for element in list { fields.append(element) }
        append(bytes: fields.writer.bytes)
    }

    /// 26 digits: 5 bits each of the first 16 bytes of the SHA-256 of the fields, the highest bit first.
    var digits: String { ItemDigits.digits(of: SHA256.digest(of: writer.bytes).bytes.prefix(16)) }

    static func digits(of bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 5 {
                count -= 5
                text.append(alphabet[Int(bits >> count & 31)])
            }
            bits &= (1 << count) - 1
        }
        if count > 0 { text.append(alphabet[Int(bits << (5 - count) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }
}
