import LockerBase
import Metadata
import POSIXSupport
import PackEngine
import Recipes

/// Which chunks the recipes of one call may refer to. No other code decides that; of contents named whole,
/// ``Stager`` does.
///
/// A chunk is allowed when the session uploaded it; when the account owns a file that has it, as far as that is looked
/// for: a file of the same content, one with the same audio, and the one that is at the same path now; or when it is
/// audio of a catalog song that the account holds a claim on. All others are the same: whether the store has them, and
/// for whom, does not show.
///
/// However many recipes of the call one file is looked at for, its own is read once. Memory is that of the recipes of
/// the call.
struct ChunkRights {
    /// The most chunks of such files that are gone through for one call: as many as two of the longest have. What more
    /// of them hold counts as not allowed: it is sent.
    static let maximumChunks = 2 * Recipe.maximumChunkCount

    private let uploaded: UploadedChunks
    /// By the place of the recipe.
    private var others: [Set<ChunkReference>]
    /// The places of those that take something from the catalog.
    private var matched: Set<Int> = []

    /// What the uploaded chunks depend on in the packs. All others are durable.
    var ticket: DurabilityTicket { uploaded.ticket }

    init(
        of session: Session, to files: [(path: EntryPath, recipe: Recipe)], from found: ChunkSources,
        _ cancellation: Cancellation?
    ) throws(LockerError) {
        let uploaded = session.uploadedChunks
        self.uploaded = uploaded
        others = files.map { _ in [] }
        var needs = files.map { file in Set(file.recipe.chunks.filter { !uploaded.contains($0) }) }
        let name = try session.library
        let wanting = files.indices.filter { !needs[$0].isEmpty }
        let library = wanting.isEmpty ? nil : try found.metadata.libraries.library(named: name, of: session.account)
        var sources: [ChunkSource] = []
        var takers: [ChunkSource: [Int]] = [:]
        for place in wanting {
            try cancellation.check()
            let file = files[place]
            for source in try found.sources(for: file.recipe, at: file.path, in: library, of: session.account) {
                if takers[source] == nil { sources.append(source) }
                takers[source, default: []].append(place)
            }
        }
        var looked = 0
        for source in sources {
            try cancellation.check()
            let places = takers[source, default: []].filter { !needs[$0].isEmpty }
            guard !places.isEmpty, looked < ChunkRights.maximumChunks,
                let known = try found.recipes.wholeRecipe(source.content)
            else { continue }
            looked += known.chunks.count
            let served = take(source.chunks(of: known), for: places, &needs)
            if source.isAudio { matched.formUnion(served) }
        }
    }

    /// Allows what the recipes at `places` need and is among `chunks`. Returns the places of those that need any.
    private mutating func take(
        _ chunks: [ChunkReference], for places: [Int], _ needs: inout [Set<ChunkReference>]
    ) -> [Int] {
        var wanted: Set<ChunkReference> = []
        for place in places { wanted.formUnion(needs[place]) }
        let found = Set(chunks.filter(wanted.contains))
        var takers: [Int] = []
        for place in places {
            let taken = needs[place].intersection(found)
            if taken.isEmpty { continue }
            takers.append(place)
            others[place].formUnion(taken)
            needs[place].subtract(taken)
        }
        return takers
    }

    /// Whether the recipe at `place` takes audio from the catalog that the account neither sent nor has.
    func isMatched(_ place: Int) -> Bool { matched.contains(place) }

    func wasUploaded(_ chunk: ChunkReference) -> Bool { uploaded.contains(chunk) }

    /// Whether the recipe at `place` may refer to `chunk`.
    func allow(_ chunk: ChunkReference, to place: Int) -> Bool {
        uploaded.contains(chunk) || others[place].contains(chunk)
    }
}
