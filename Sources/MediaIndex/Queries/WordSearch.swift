/// Rows of the account that have all words: those first in whose own name they all are, each in the order in which
/// they came.
struct WordSearch {
    let visit: Visit
    let restriction: Scope.Restriction
    let words: [String]

    /// What is searched.
    struct Shelf {
        let table: String
        /// The letters of words of the name, and of all words.
        let nameLetter: String
        let letter: String
        /// The condition for what is of one library alone.
        let filter: String

        static let songs = Shelf(
            table: "song_words", nameLetter: "t", letter: "s",
            filter: "(SELECT library FROM song WHERE song.id = song_words.rowid) = ?1")
        static let albums = Shelf(
            table: "album_words", nameLetter: "c", letter: "b", filter: LibraryFilter.holds("album_words.rowid"))
        static let artists = Shelf(
            table: "artist_words", nameLetter: "a", letter: "a", filter: LibraryFilter.knows("artist_words.rowid"))
    }

    func rows(_ shelf: Shelf, _ page: ListPart) throws -> [Int64] {
        let (skipped, wanted) = (page.skipped, page.wanted)
        guard wanted > 0 else { return [] }
        let named = MatchText.text(words, shelf.nameLetter, of: visit.account)
        let found = try rows(shelf, named, skipped, wanted)
        guard found.count < wanted, shelf.letter != shelf.nameLetter else { return found }
        let rest = "(\(MatchText.text(words, shelf.letter, of: visit.account))) NOT (\(named))"
        let before = found.isEmpty && skipped > 0 ? try count(shelf, named) : skipped + found.count
        return try found + rows(shelf, rest, max(0, skipped - before), wanted - found.count)
    }

    private func rows(_ shelf: Shelf, _ match: String, _ skipped: Int, _ wanted: Int) throws -> [Int64] {
        let sql = "SELECT rowid FROM \(source(shelf)) ORDER BY rowid LIMIT ?3 OFFSET ?4"
        return try MediaStatement(sql, visit.database).integers(restriction.row, match, wanted, skipped)
    }

    private func count(_ shelf: Shelf, _ match: String) throws -> Int {
        let sql = "SELECT count(*) FROM \(source(shelf))"
        let count = try MediaStatement(sql, visit.database).firstInteger(restriction.row, match)
        return Int(count ?? 0)
    }

    private func source(_ shelf: Shelf) -> String {
        let matched = "\(shelf.table) WHERE \(shelf.table) MATCH ?2"
        if case .library = restriction { return matched + " AND " + shelf.filter }
        return matched
    }
}
