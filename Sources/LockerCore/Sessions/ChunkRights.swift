import LockerBase
import Metadata
import POSIXSupport
import PackEngine
import Recipes

/// Which chunks the recipes of one call may refer to. No other code decides that; of contents named whole,
/// ``Locker/stage(_:removals:in:cancellation:)`` does.
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

    /// What the uploaded chunks depend on in the packs. All others are durable.
    var ticket: Ticket { uploaded.ticket }

    /// Something that the account may take chunks from.
    private struct Source: Hashable {
        let blob: Digest
        /// Whether that is its audio alone, with the page headers that come with it: they are as little a person's own.
        let isAudio: Bool

        func chunks(of recipe: Recipe) -> [ChunkReference] {
            isAudio ? recipe.chunks(of: .payload) + recipe.chunks(of: .skeleton) : recipe.chunks
        }
    }

    init(
        of session: Session, to files: [(path: EntryPath, recipe: Recipe)], in locker: Locker,
        _ cancellation: Cancellation?
    ) throws(LockerError) {
        let uploaded = session.uploadedChunks
        self.uploaded = uploaded
        others = files.map { _ in [] }
        var needs = files.map { file in Set(file.recipe.chunks.filter { !uploaded.contains($0) }) }
        let holdings = Holdings(of: session.account, in: locker, at: try session.library)
        var sources: [Source] = []
        var takers: [Source: [Int]] = [:]
        for (place, file) in files.enumerated() where !needs[place].isEmpty {
            try cancellation.check()
            for source in try holdings.sources(for: file.recipe, at: file.path) {
                if takers[source] == nil { sources.append(source) }
                takers[source, default: []].append(place)
            }
        }
        var looked = 0
        for source in sources {
            try cancellation.check()
            let places = takers[source, default: []].filter { !needs[$0].isEmpty }
            guard !places.isEmpty, looked < ChunkRights.maximumChunks,
                let known = try locker.recipes.wholeRecipe(source.blob)
            else { continue }
            looked += known.chunks.count
            take(source.chunks(of: known), for: places, &needs)
        }
    }

    /// Allows what the recipes at `places` need and is among `chunks`.
    private mutating func take(_ chunks: [ChunkReference], for places: [Int], _ needs: inout [Set<ChunkReference>]) {
        var wanted: Set<ChunkReference> = []
        for place in places { wanted.formUnion(needs[place]) }
        let found = Set(chunks.filter(wanted.contains))
        for place in places {
            let taken = needs[place].intersection(found)
            others[place].formUnion(taken)
            needs[place].subtract(taken)
        }
    }

    func wasUploaded(_ chunk: ChunkReference) -> Bool { uploaded.contains(chunk) }

    /// Whether the recipe at `place` may refer to `chunk`.
    func allow(_ chunk: ChunkReference, to place: Int) -> Bool {
        uploaded.contains(chunk) || others[place].contains(chunk)
    }

    /// What an account has that recipes may take chunks from.
    private struct Holdings {
        private let locker: Locker
        private let account: Account
        private let library: String

        init(of account: Account, in locker: Locker, at library: String) {
            (self.locker, self.account, self.library) = (locker, account, library)
        }

        func sources(for recipe: Recipe, at path: EntryPath) throws(LockerError) -> [Source] {
            let metadata = locker.metadata
            let track = recipe.track
            let owned = [
                try metadata.blobs.ownedEntry(holding: recipe.blob, account: account),
                try track.flatMap { (track) throws(LockerError) in
                    try metadata.blobs.ownedEntry(withTrack: track, account: account)
                },
                try metadata.libraries.library(named: library, of: account).flatMap { (library) throws(LockerError) in
                    try metadata.entries.entry(at: path, in: library, revision: nil)
                },
            ]
            var sources = owned.compactMap { $0?.blob.map { Source(blob: $0, isAudio: false) } }
            if let track, try metadata.claims.isHeld(on: track, of: account, at: Clock.now()),
                let song = try metadata.catalog.track(track)
            {
                sources.append(Source(blob: song.blob, isAudio: true))
            }
            // One of the account's may be all three.
            var seen: Set<Source> = []
            return sources.filter { seen.insert($0).inserted }
        }
    }
}
