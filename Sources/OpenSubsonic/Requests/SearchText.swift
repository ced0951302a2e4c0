/// What people and clients write into a search.
enum SearchText {
    /// The most bytes of it that are looked for.
    static let maximumLength = 1024

    /// The words alone: clients put quotes around nothing (`""`) to ask for everything, and a star behind a word, which
    /// begins those that are found anyway.
    static func words(_ query: String) -> String {
        let bounded = String(decoding: query.utf8.prefix(maximumLength), as: UTF8.self)
        let pieces = bounded.split { $0.isWhitespace || $0 == "\"" }
        var words: [Substring] = []
        for piece in pieces {
            var word = piece
            while word.last == "*" { word = word.dropLast() }
            if !word.isEmpty { words.append(word) }
        }
        return words.joined(separator: " ")
    }
}
