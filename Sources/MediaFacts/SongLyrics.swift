/// The words of a song, as a tag has them.
package struct SongLyrics: Codable, Hashable, Sendable {
    /// ISO 639; `xxx` where the tag does not say.
    package var language: String
    package var lines: [Line]
    /// Whether each line has the time at which it begins.
    package var isSynced: Bool

    package struct Line: Codable, Hashable, Sendable {
        /// Milliseconds from the beginning of the song.
        package var start: Int?
        package var text: String

        package init(start: Int?, text: String) {
            self.start = start
            self.text = text
        }
    }

    package init(language: String, lines: [Line], isSynced: Bool) {
        self.language = language
        self.lines = lines
        self.isSynced = isSynced
    }
}
