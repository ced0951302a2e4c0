import Foundation

/// Texts without what people leave out when they write them: for sorting, for search, and for telling names apart.
///
/// Rule 1: NFKD (UAX 15) without diacritics, in lower case, with `ß` as `ss`, `ø` as `o` and the others of
/// `LetterFolding`, typographic quotes and dashes as those of ASCII, blanks at both ends left out and others one space
/// each. Vowel signs and other marks that tell words apart (of Devanagari, Thai, Kana …) stay.
package enum Folding {
    package static func fold(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
        let apart = isPlain ? text : text.decomposedStringWithCompatibilityMapping
        var folded = String.UnicodeScalarView()
        var isSpaceDue = false
        for scalar in apart.unicodeScalars where !LetterFolding.isDiacritic(scalar) {
            if scalar.properties.isWhitespace {
                isSpaceDue = !folded.isEmpty
                continue
            }
            if isSpaceDue { folded.append(" ") }
            isSpaceDue = false
            LetterFolding.append(scalar, to: &folded)
        }
        return String(folded)
    }

    /// Whether there is nothing to be seen in `text`.
    static func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
    }
}
