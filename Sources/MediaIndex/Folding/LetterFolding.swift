/// Single letters folded.
enum LetterFolding {
    /// What NFKD does not take apart, by what it is in lower case.
    private static let replacements: [Unicode.Scalar: String] = [
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ħ": "h", "ŧ": "t",
        "ı": "i", "ŋ": "n", "ĸ": "k", "ǝ": "e", "ə": "e", "ɖ": "d", "ɗ": "d", "ɓ": "b", "ƙ": "k", "ȷ": "j", "ς": "σ",
        "‘": "'", "’": "'", "ʼ": "'", "ʻ": "'", "′": "'", "“": "\"", "”": "\"", "„": "\"", "«": "\"", "»": "\"",
        "‐": "-", "–": "-", "—": "-", "−": "-", "×": "x",
    ]

    /// Whether `scalar` is a mark that people leave out: those over Latin, Greek and Cyrillic letters, and the points of
    /// Hebrew and Arabic.
    static func isDiacritic(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x300: false
        case 0x300...0x36F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: true
        case 0x591...0x5BD, 0x5BF, 0x5C1...0x5C2, 0x5C4...0x5C5, 0x5C7: true
        case 0x610...0x61A, 0x640, 0x64B...0x65F, 0x670: true
        default: false
        }
    }

    static func append(_ scalar: Unicode.Scalar, to folded: inout String.UnicodeScalarView) {
        if scalar.value < 0x80 {
            let isUpper = scalar.value >= 0x41 && scalar.value <= 0x5A
            folded.append(isUpper ? Unicode.Scalar(UInt8(scalar.value + 0x20)) : scalar)
            return
        }
        for lower in scalar.properties.lowercaseMapping.unicodeScalars where !isDiacritic(lower) {
            if let replacement = replacements[lower] {
                folded.append(contentsOf: replacement.unicodeScalars)
            } else {
                folded.append(lower)
            }
        }
    }
}
