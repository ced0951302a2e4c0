import LockerBase
import Metadata
import Recipes

/// Something that the account may take chunks from.
struct ChunkSource: Hashable {
    let content: ContentName
    /// Whether that is its audio alone, with the page headers that come with it: they are as little a person's own. So it
    /// is where the catalog has it, and nowhere else.
    let isAudio: Bool

    func chunks(of recipe: Recipe) -> [ChunkReference] {
        isAudio ? recipe.chunks(of: .payload) + recipe.chunks(of: .skeleton) : recipe.chunks
    }
}

/// What an account has that recipes may take chunks from.
struct ChunkSources: Sendable {
    let metadata: any MetadataStore
    let recipes: RecipeCache

    /// Those for a file of `account` that has this recipe and is to be at `path` in its library, where that is there.
    func sources(
        for recipe: Recipe, at path: EntryPath, in library: Library?, of account: Account
    ) throws(LockerError) -> [ChunkSource] {
        let track = recipe.track
        let owned = [
            try metadata.blobs.ownedEntry(holding: recipe.blob, account: account),
            try track.flatMap { (track) throws(LockerError) in
                try metadata.blobs.ownedEntry(withTrack: track, account: account)
            },
            try library.flatMap { (library) throws(LockerError) in
                try metadata.entries.entry(at: path, in: library, revision: nil)
            },
        ]
        var sources = owned.compactMap { $0?.content.map { ChunkSource(content: $0, isAudio: false) } }
        if let track, try metadata.claims.isHeld(on: track, of: account, at: Clock.now()),
            let song = try metadata.catalog.track(track)
        {
            sources.append(ChunkSource(content: ContentName(blob: song.blob), isAudio: true))
        }
        // One of the account's may be all three.
        var seen: Set<ChunkSource> = []
        return sources.filter { seen.insert($0).inserted }
    }
}
