import Glibc

/// Carries arguments through a parser that knows only text: a file's name is bytes, and repairing what is not UTF-8
/// would name another file.
///
/// Bytes that are not UTF-8 become characters of their own at the very end of Unicode's private use, one each;
/// text that holds such characters itself is taken apart in the same way, so that nothing is ambiguous.
package enum ArgumentBytes {
    private static let base: UInt32 = 0x10FF00

    /// The arguments that the process was started with, its name left out.
    package static var ofProcess: [[UInt8]] {
        (1..<max(1, Int(CommandLine.argc))).compactMap { index in
            CommandLine.unsafeArgv[index].map { Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) }
        }
    }

    /// `bytes` as text that ``bytes(of:)`` turns back into them.
    package static func text(of bytes: [UInt8]) -> String {
        var text = String.UnicodeScalarView()
        var rest = bytes[...]
        while !rest.isEmpty {
            var iterator = rest.makeIterator()
            var decoder = UTF8()
            if case .scalarValue(let scalar) = decoder.decode(&iterator), scalar.value < base {
                text.append(scalar)
                rest = rest.dropFirst(UTF8.width(scalar))
            } else {
                if let carrier = Unicode.Scalar(base + UInt32(rest[rest.startIndex])) { text.append(carrier) }
                rest = rest.dropFirst()
            }
        }
        return String(text)
    }

    /// The bytes that `text` stands for.
    package static func bytes(of text: String) -> [UInt8] {
        text.unicodeScalars.flatMap { scalar in
            scalar.value >= base ? [UInt8(truncatingIfNeeded: scalar.value)] : Array(String(scalar).utf8)
        }
    }
}
