/// The words by which things are found: runs of letters, marks and digits of a folded text. An ideograph or a letter of
/// Kana is a word of its own, as nothing stands between words there.
package enum SearchWords {
    /// Of what is asked, so many words count.
    package static let mostAsked = 32
    /// And so many bytes.
    private static let longestQuery = 4096
    private static let mostIndexed = 256
    /// Characters of a word; the others are left out.
    private static let longestWord = 64

    /// Those of `texts`, each once. What is written together with signs in it is found without them too: `AC/DC` by
    /// `acdc`, `don't` by `dont`.
    static func indexed(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        var words: [String] = []
        for text in texts {
            for chunk in Folding.fold(text).unicodeScalars.split(separator: " ") {
                let parts = self.parts(of: chunk)
                let found = parts.count > 1 ? parts + [cut(parts.joined())] : parts
                words += found.filter { seen.insert($0).inserted }
            }
            if words.count >= mostIndexed { break }
        }
        return Array(words.prefix(mostIndexed))
    }

    /// Those of what somebody asks: nothing in them but letters, marks and digits, whatever is in `query`.
    package static func asked(_ query: String) -> [String] {
        let bounded = String(decoding: query.utf8.prefix(longestQuery), as: UTF8.self)
        var words: [String] = []
        for chunk in Folding.fold(bounded).unicodeScalars.split(separator: " ") {
            words += parts(of: chunk).filter { !words.contains($0) }
            if words.count >= mostAsked { break }
        }
        return Array(words.prefix(mostAsked))
    }

    private static func parts(of chunk: Substring.UnicodeScalarView) -> [String] {
        var parts: [String] = []
        var word = String.UnicodeScalarView()
        func end() {
            if !word.isEmpty { parts.append(cut(String(word))) }
            word = String.UnicodeScalarView()
        }
        for scalar in chunk {
            if standsAlone(scalar) {
                end()
                parts.append(String(scalar))
            } else if isOfWords(scalar) {
                word.append(scalar)
            } else {
                end()
            }
        }
        end()
        return parts
    }

    private static func cut(_ word: String) -> String {
        word.utf8.count <= longestWord ? word : String(word.unicodeScalars.prefix(longestWord))
    }

    private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x3040 else { return false }
        return scalar.value <= 0x30FF || scalar.properties.isIdeographic
    }

    private static func isOfWords(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        case .decimalNumber, .letterNumber, .otherNumber: true
        default: false
        }
    }
}
