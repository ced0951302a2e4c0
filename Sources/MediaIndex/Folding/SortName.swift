/// What names are sorted by.
package enum SortName {
    /// Left out at the beginning of an artist's name: what OpenSubsonic calls `ignoredArticles`.
    package static let ignoredArticles = "The El La Los Las Le Les Der Die Das"

    private static let articles = ignoredArticles.split(separator: " ").map { Folding.fold(String($0)) + " " }

    /// Of an artist: folded, without an article before the rest.
    package static func artist(_ name: String) -> String {
        let folded = Folding.fold(name)
        for article in articles where folded.hasPrefix(article) { return String(folded.dropFirst(article.count)) }
        return folded
    }

    /// Of several artists as one.
    static func artists(_ names: [String]) -> String { names.map { artist($0) }.joined(separator: ", ") }
}
