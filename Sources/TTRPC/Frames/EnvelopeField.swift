/// A field of a request's body, which may not all be there.
enum EnvelopeField {
    /// It is none.
    case wrong
    /// It is not all there, and has so many bytes at least.
    case cut(atLeast: Int)
    /// Where the payload lies.
    case payload(Range<Int>)
    /// A number, or where the bytes of a value lie; and where the field ends.
    case other(tag: UInt64, value: Value, end: Int)

    enum Value {
        case number(UInt64)
        case bytes(Range<Int>)
    }

    /// The field that begins at `start`, of a body of `length` bytes.
    static func read(_ bytes: UnsafeRawBufferPointer, at start: Int, of length: Int) -> EnvelopeField {
        guard let (tag, behindTag) = varint(bytes, start) else { return cutOrWrong(bytes, start) }
        switch tag & 7 {
        case 0:
            guard let (number, end) = varint(bytes, behindTag) else { return cutOrWrong(bytes, behindTag) }
            return .other(tag: tag, value: .number(number), end: end)
        case 1, 5:
            let end = behindTag + (tag & 7 == 1 ? 8 : 4)
            guard end <= length else { return .wrong }
            return end <= bytes.count ? .other(tag: tag, value: .number(0), end: end) : .cut(atLeast: 0)
        case 2:
            guard let (count, begin) = varint(bytes, behindTag) else { return cutOrWrong(bytes, behindTag) }
            guard begin <= length, count <= UInt64(length - begin) else { return .wrong }
            let range = begin..<begin + Int(count)
            if tag >> 3 == 3 { return .payload(range) }
            guard range.upperBound <= bytes.count else { return .cut(atLeast: range.count) }
            return .other(tag: tag, value: .bytes(range), end: range.upperBound)
        default: return .wrong
        }
    }

    /// What a number at `start` is that has no end: ten bytes hold any.
    private static func cutOrWrong(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> EnvelopeField {
        bytes.count - start < 10 ? .cut(atLeast: 0) : .wrong
    }

    /// A base-128 integer, lowest seven bits first, and where it ends; nil when its end is not there.
    private static func varint(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> (UInt64, Int)? {
        var result: UInt64 = 0
        for (index, byte) in bytes[start...].prefix(10).enumerated() {
            result |= UInt64(byte & 0x7F) << UInt64(7 * index)
            if byte < 0x80 { return (result, start + index + 1) }
        }
        return nil
    }
}
