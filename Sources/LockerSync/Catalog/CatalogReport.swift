/// What an import into the catalog did.
package struct CatalogReport: Sendable, Equatable {
    /// Songs that are new in the catalog.
    package var added = 0
    /// Songs whose audio the catalog had.
    package var known = 0
    /// What was passed over, in path order.
    package var skipped: [Skipped] = []
    /// What was left out, folders with all below them as one.
    package var excluded = 0
    /// What came of listening; nil where nobody was to.
    package var listening: Listening?
    /// The length of ``files``.
    package var logicalBytes = 0
    package var seconds = 0.0

    package init() {}

    /// Songs of those that are in the catalog now, whether they are new or not.
    package struct Listening: Sendable, Equatable {
        /// Those of which is known what they sound like.
        package var heard: Int
        /// Those that could not be listened to.
        package var unheard: Int

        package init(heard: Int = 0, unheard: Int = 0) {
            (self.heard, self.unheard) = (heard, unheard)
        }
    }

    /// Takes note that a song in the catalog was listened to, or could not be.
    mutating func note(heard isHeard: Bool) {
        var listening = listening ?? Listening()
        if isHeard { listening.heard += 1 } else { listening.unheard += 1 }
        self.listening = listening
    }

    /// Regular files of the folder whose audio the catalog has.
    package var files: Int { added + known }
}
