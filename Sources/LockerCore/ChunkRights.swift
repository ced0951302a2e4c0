import LockerBase
import Metadata
import PackEngine
import Recipes

/// Which chunks a recipe may refer to. No other code decides that; of contents named whole,
/// ``Locker/stage(_:removals:in:)`` does.
///
/// A chunk is allowed when the session uploaded it; when the account owns a file that has it, as far as that is looked
/// for: a file of the same content, one with the same audio, and the one that is at the same path now; or when it is
/// audio of a catalog song that the account holds a claim on. All others are the same: whether the store has them, and
/// for whom, does not show.
struct ChunkRights {
    private let uploaded: UploadedChunks
    private var others: Set<ChunkReference> = []

    /// What the uploaded chunks depend on in the packs. All others are durable.
    var ticket: Ticket { uploaded.ticket }

    init(of session: Session, to recipe: Recipe, at path: EntryPath, in locker: Locker) throws(LockerError) {
        uploaded = session.uploadedChunks
        let library = try session.library
        if covers(recipe) { return }
        let (metadata, account) = (locker.metadata, session.account)
        for owned in [
            try metadata.ownedEntry(holding: recipe.blob, account: account),
            try recipe.track.flatMap { (track) throws(LockerError) in
                try metadata.ownedEntry(withTrack: track, account: account)
            },
            try metadata.library(named: library, of: account).flatMap { (library) throws(LockerError) in
                try metadata.entry(at: path, in: library, revision: nil)
            },
        ] {
            guard let blob = owned?.blob, let known = try locker.recipes.wholeRecipe(blob) else { continue }
            others.formUnion(known.chunks)
            if covers(recipe) { return }
        }
        guard let track = recipe.track, let song = try metadata.track(track),
            try metadata.hasClaim(on: track, of: account, at: Clock.now()),
            let claimed = try locker.recipes.wholeRecipe(song.blob)
        else { return }
        // The page headers come with the audio that they hold: they are as little a person's own.
        others.formUnion(claimed.chunks(of: .payload))
        others.formUnion(claimed.chunks(of: .skeleton))
    }

    func wasUploaded(_ chunk: ChunkReference) -> Bool { uploaded.contains(chunk) }

    func allow(_ chunk: ChunkReference) -> Bool {
        uploaded.contains(chunk) || others.contains(chunk)
    }

    private func covers(_ recipe: Recipe) -> Bool { recipe.chunks.allSatisfy(allow) }
}
