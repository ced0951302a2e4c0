/// A list of names, cut where another letter begins.
enum NameIndex {
    /// What is passed over at the beginning of a name.
    static let ignoredArticles = "The El La Los Las Le Les Der Die Das"

    /// What begins with no letter.
    private static let other = "#"
    private static let articles: [String] = ignoredArticles.lowercased().split(separator: " ").map { "\($0) " }

    /// The elements under one letter.
    struct Group<Element: Sendable>: Sendable {
        let letter: String
        var elements: [Element] = []
    }

    /// The groups in the order of their letters, and what begins with none at the end. Within a group the order stays.
    static func groups<Element: Sendable>(_ elements: [Element], by name: (Element) -> String) -> [Group<Element>] {
        var groups: [String: Group<Element>] = [:]
        for element in elements {
            let letter = NameIndex.letter(of: name(element))
            groups[letter, default: Group(letter: letter)].elements.append(element)
        }
        return groups.values.sorted { one, two in
            if one.letter == other { return false }
            return two.letter == other || one.letter < two.letter
        }
    }

    /// The letter that a name stands under, without the article at its beginning and without accents: in upper case.
    static func letter(of name: String) -> String {
        let lower = name.lowercased()
        let article = articles.first { lower.hasPrefix($0) && lower.count > $0.count }
        guard let first = lower.dropFirst(article?.count ?? 0).unicodeScalars.first else { return other }
        guard first.properties.isAlphabetic else { return other }
        return first.isASCII ? String(first).uppercased() : plainLetter(first)
    }

    /// The standard calls É LATIN SMALL LETTER E WITH ACUTE: of Latin letters, the word before WITH has the letter.
    private static func plainLetter(_ scalar: Unicode.Scalar) -> String {
        let words = (scalar.properties.name ?? "").split(separator: " ")
        guard words.first == "LATIN", let letter = words.prefix(while: { $0 != "WITH" }).last?.first else {
            return String(scalar).uppercased()
        }
        return String(letter)
    }
}
