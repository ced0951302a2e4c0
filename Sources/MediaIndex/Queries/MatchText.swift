/// What FTS5 is asked: each word with the account's number and a letter before it, as it was indexed.
enum MatchText {
    /// Rows with a word for each of `words` that begins with it. Nothing that has a meaning to FTS5 is left in words by
    /// ``SearchWords``: no quotes and no blanks.
    static func text(_ words: [String], _ letter: String, of account: Int64) -> String {
        let digits = String(account, radix: 16)
        let number = String(repeating: "0", count: max(0, 5 - digits.utf8.count)) + digits
        return words.map { "\"\(number)\(letter)\($0)\"*" }.joined(separator: " AND ")
    }
}
