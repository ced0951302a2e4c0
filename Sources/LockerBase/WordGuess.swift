/// Finds what somebody meant who mistyped a word: a command, or a key of a configuration.
package enum WordGuess {
    /// The word of `words` that `word` is nearest to, when that is near: one change for three letters, at most two.
    package static func nearest(to word: String, in words: [String]) -> String? {
        let limit = min(2, max(1, word.count / 3))
        let near = words.map { (word: $0, distance: distance(Array(word), Array($0))) }.filter { $0.distance <= limit }
        return near.min { ($0.distance, $0.word) < ($1.distance, $1.word) }?.word
    }

    /// The letters that have to be put in, taken out, exchanged or swapped with their neighbour (optimal string
    /// alignment).
    private static func distance(_ one: [Character], _ other: [Character]) -> Int {
        var rows = [Array(0...other.count)]
        for i in one.indices {
            var row = [i + 1]
            for j in other.indices {
                var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (one[i] == other[j] ? 0 : 1))
                if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] {
                    best = min(best, rows[i - 1][j - 1] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[one.count][other.count]
    }
}
