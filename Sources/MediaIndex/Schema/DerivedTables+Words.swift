extension DerivedTables {
    // The words of everybody are in the same three tables, and each word begins with the number of its account and a
    // letter: `0002aslove` is a word of a song of account 42. So the words of one account lie side by side, apart from
    // all others: no search, also not for a prefix, reads a list of hits in which somebody else's are. A token for the
    // account beside its words would not do that: FTS5 gathers the hits of a prefix before it holds them against
    // another word. A table for each account would, at thousands of tables in the schema of every connection.
    //
    // The letters: s, a word of a song; t, of its title; b, of an album; c, of its name; a, of an artist.
    //
    // Words are made by SearchWords, for the index and for what is asked; unicode61 takes everything but spaces for a
    // part of one, also what its tables do not know, so that the number always stays with its word. `prefix`: the
    // number and the letter, and one to three characters behind them. Of hits only the rows are asked: without
    // positions (detail), lengths (columnsize) and a copy of the text (content) the index is a fifth of the size.
    // What is taken out of it is told from the columns that were put in.
    private static let fts = """
        content = '', columnsize = 0, detail = none, prefix = '7 8 9',
        tokenize = "unicode61 remove_diacritics 2 categories 'L* M* N* P* S* C*'"
        """

    static let wordTables = ["song_words", "album_words", "artist_words"]
        .map { "CREATE VIRTUAL TABLE \($0) USING fts5 (words, \(fts));" }.joined(separator: "\n")

    /// The text that FTS5 is given: each word of `columns` with the account's number and a letter before it.
    private static func marked(_ columns: [String], _ letter: String, of row: String) -> String {
        let words = columns.map { "' ' || \(row).\($0)" }.joined(separator: " || ")
        return "replace(\(words), ' ', printf(' %05x\(letter)', \(row).account))"
    }

    private static func songText(_ row: String) -> String {
        marked(["title", "names"], "s", of: row) + " || " + marked(["title"], "t", of: row)
    }

    private static func albumText(_ row: String) -> String {
        marked(["words", "names"], "b", of: row) + " || " + marked(["words"], "c", of: row)
    }

    private static func artistText(_ row: String) -> String { marked(["words"], "a", of: row) }

    private static func added(to table: String, _ text: String) -> String {
        "INSERT INTO \(table)_words (rowid, words) VALUES (new.id, \(text));"
    }

    private static func removed(from table: String, _ text: String) -> String {
        "INSERT INTO \(table)_words (\(table)_words, rowid, words) VALUES ('delete', old.id, \(text));"
    }

    // The words of a song never change: another file at its path is another row. Those of albums and artists come with
    // the first refresh.
    static let wordTriggers = """
        CREATE TRIGGER song_added AFTER INSERT ON song BEGIN \(added(to: "song", songText("new"))) END;
        CREATE TRIGGER song_removed AFTER DELETE ON song BEGIN \(removed(from: "song", songText("old"))) END;
        CREATE TRIGGER album_added AFTER INSERT ON album BEGIN \(added(to: "album", albumText("new"))) END;
        CREATE TRIGGER album_removed AFTER DELETE ON album BEGIN \(removed(from: "album", albumText("old"))) END;
        CREATE TRIGGER album_renamed AFTER UPDATE OF words, names ON album
        WHEN old.words <> new.words OR old.names <> new.names BEGIN
            \(removed(from: "album", albumText("old"))) \(added(to: "album", albumText("new")))
        END;
        CREATE TRIGGER artist_added AFTER INSERT ON artist BEGIN \(added(to: "artist", artistText("new"))) END;
        CREATE TRIGGER artist_removed AFTER DELETE ON artist BEGIN \(removed(from: "artist", artistText("old"))) END;
        CREATE TRIGGER artist_renamed AFTER UPDATE OF words ON artist WHEN old.words <> new.words BEGIN
            \(removed(from: "artist", artistText("old"))) \(added(to: "artist", artistText("new")))
        END;
        """
}
