extension EntryPath: CustomStringConvertible {
    /// The path as text that is safe to print; see ``printable(_:)``.
    public var description: String { EntryPath.printable(bytes) }

    /// The path as text, when its bytes are UTF-8.
    public var text: String? { String(validating: bytes, as: UTF8.self) }

    /// `bytes` as text for a terminal or a log: backslashes, bytes that are not UTF-8, and characters that cannot be
    /// seen or change how others are shown (`isHidden`) are written `\xNN`, byte by byte, so
    /// that a name can neither move the cursor nor look like another. ``unescaped(_:)`` is the way back.
    public static func printable(_ bytes: some Collection<UInt8>) -> String {
        var result = ""
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let (scalar, length) = nextScalar(rest)
            if let scalar, scalar != "\\", !scalar.isHidden {
                result.unicodeScalars.append(scalar)
            } else {
                for byte in rest.prefix(length) { result += escaped(byte) }
            }
            rest = rest.dropFirst(length)
        }
        return result
    }

    /// The bytes that ``printable(_:)`` shows as `text`; nil for what it shows nothing as, and for what holds no
    /// escape.
    public static func unescaped(_ text: [UInt8]) -> [UInt8]? {
        guard text.contains(UInt8(ascii: "\\")) else { return nil }
        var bytes: [UInt8] = []
        var rest = text[...]
        while let first = rest.first {
            guard first == UInt8(ascii: "\\") else {
                bytes.append(first)
                rest = rest.dropFirst()
                continue
            }
            let escape = rest.prefix(4)
            guard escape.count == 4, escape[escape.startIndex + 1] == UInt8(ascii: "x"),
                let byte = UInt8(String(decoding: escape.suffix(2), as: UTF8.self), radix: 16)
            else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(4)
        }
        return Array(printable(bytes).utf8) == text ? bytes : nil
    }

    private static func nextScalar(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar?, Int) {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return (nil, 1) }
        return (scalar, UTF8.width(scalar))
    }

    /// `\xNN`.
    static func escaped(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return "\\x" + (digits.count == 1 ? "0" + digits : digits)
    }
}
