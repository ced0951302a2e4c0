import LockerBase
import MediaFacts

/// What a song is called, by its tags and, where they say nothing, by its path.
struct SongNames {
    let title: String
    let album: String
    /// Whether the tags name an album.
    let hasAlbum: Bool
    let credits: Credits
    let path: PathNames

    init(_ facts: SongFacts, at path: EntryPath, in library: String) {
        let names = PathNames(path)
        self.path = names
        credits = Credits(
            artists: facts.artists, albumArtists: facts.albumArtists, isCompilation: facts.isCompilation)
        title = SongNames.said(facts.title) ?? names.title
        let said = SongNames.said(facts.album)
        hasAlbum = said != nil
        album = said ?? PathNames.name(ofFolder: names.folder, in: library)
    }

    private static func said(_ text: String?) -> String? {
        guard let text, !Folding.isBlank(text) else { return nil }
        return text
    }
}
