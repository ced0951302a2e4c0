extension EntryPath: CustomStringConvertible {
    /// The path as text that is safe to print; see ``printable(_:)``.
    public var description: String { EntryPath.printable(bytes) }

    /// The path as text, when its bytes are UTF-8.
    public var text: String? { String(validating: bytes, as: UTF8.self) }

    /// `bytes` as text for a terminal or a log: control characters, backslashes and bytes that are not UTF-8 are
    /// written `\xNN`, so that a file's name can neither move the cursor nor look like another.
    public static func printable(_ bytes: some Collection<UInt8>) -> String {
        var result = ""
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let (scalar, length) = nextScalar(rest)
            if let scalar, scalar.value >= 0x20, scalar != "\\", !(0x7F...0x9F).contains(scalar.value) {
                result.unicodeScalars.append(scalar)
            } else {
                for byte in rest.prefix(length) { result += escape(byte) }
            }
            rest = rest.dropFirst(length)
        }
        return result
    }

    private static func nextScalar(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar?, Int) {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return (nil, 1) }
        return (scalar, UTF8.width(scalar))
    }

    private static func escape(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return "\\x" + (digits.count == 1 ? "0" + digits : digits)
    }
}
