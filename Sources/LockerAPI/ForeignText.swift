/// Text that a daemon answered, made fit to be printed: a client need not trust who answers it.
enum ForeignText {
    /// The most characters of a sentence for people that are kept.
    private static let maximumLength = 8192
    /// And of a name.
    private static let maximumNameLength = 1024

    /// A sentence for people, on one line: what moves a terminal's cursor or what cannot be seen is written `\xNN`, by
    /// its bytes.
    static func sentence(_ text: String) -> String {
        escaped(text, limit: maximumLength) {
            [.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
        }
    }

    /// A name that may be given back to the daemon, and is escaped where it is printed: none has control characters.
    static func name(_ text: String) -> String {
        escaped(text, limit: maximumNameLength) { $0.properties.generalCategory == .control }
    }

    private static func escaped(
        _ text: String, limit: Int, _ isUnfit: (Unicode.Scalar) -> Bool
    ) -> String {
        let isFit = text.utf8.count <= limit && !text.unicodeScalars.contains(where: isUnfit)
        if isFit { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(limit) {
            guard isUnfit(scalar) else {
                result.append(scalar)
                continue
            }
            for byte in String(scalar).utf8 {
                result.append(contentsOf: (byte < 16 ? "\\x0" : "\\x").unicodeScalars)
                result.append(contentsOf: String(byte, radix: 16).unicodeScalars)
            }
        }
        if text.unicodeScalars.count > limit { result.append("\u{2026}") }
        return String(result)
    }
}
