/// That the catalog has a recording that somebody has, in another encoding.
package struct Suggestion: Hashable, Sendable {
    package var song: CatalogSound
    /// How much the two have in common, 1 at most.
    package var similarity: Double

    package init(song: CatalogSound, similarity: Double) {
        (self.song, self.similarity) = (song, similarity)
    }
}
