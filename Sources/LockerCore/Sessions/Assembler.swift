import LockerBase
import MediaLayout
import Metadata
import POSIXSupport
import PackEngine
import Recipes

/// Stages files by their recipes, of chunks that are there.
public struct Assembler: Sendable {
    let quota: IngestQuota
    let workers: Pool<IngestWorker>
    let sources: ChunkSources
    let keeper: RecordKeeper
    let packs: PackStore
    let contexts: Pool<ReadContext>

    /// Stages files by their recipes, each as far as the account may refer to all of its chunks.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for what is no recipe, or whose segments do not go together;
    ///   ``LockerError/Code/overQuota``. Files before the one that is wrong are staged then.
    public func assemble(
        _ files: [RecipeFile], in session: Session, cancellation: Cancellation? = nil
    ) throws(LockerError) -> [Assembled] {
        guard files.reduce(0, { $0 + $1.recipe.count }) <= RequestLimits.recipeBytes else {
            throw LockerError(
                .invalidArgument, "more than \(RequestLimits.recipeBytes) bytes of recipes at once; ask in parts")
        }
        let use = session.use
        let (recipes, failure) = admit(files, in: session)
        let rights = try ChunkRights(
            of: session, to: Array(zip(files.lazy.map(\.path), recipes)), from: sources, cancellation)
        var call = Call(session: session, use: use, rights: rights)
        var results: [Assembled] = []
        for (place, recipe) in recipes.enumerated() {
            try cancellation.check()
            results.append(try assemble(files[place], recipe, at: place, &call))
        }
        if let failure { throw failure }
        return results
    }

    /// What the files of one call share.
    private struct Call {
        let session: Session
        let use: ContentUse
        let rights: ChunkRights
        /// Whether a chunk that was allowed is there.
        var kept: [ChunkReference: Bool] = [:]
        /// Bytes of skeletons that were read.
        var skeletonBytes = 0
    }

    /// The recipes of `files`, which count as taken in from here on, up to the first that is none or too much.
    private func admit(_ files: [RecipeFile], in session: Session) -> ([Recipe], LockerError?) {
        var recipes: [Recipe] = []
        for file in files {
            do throws(LockerError) {
                let recipe = try decode(file)
                try session.count(Int64(file.recipe.count))
                recipes.append(recipe)
            } catch {
                return (recipes, error)
            }
        }
        return (recipes, nil)
    }

    private func assemble(
        _ file: RecipeFile, _ recipe: Recipe, at place: Int, _ call: inout Call
    ) throws(LockerError) -> Assembled {
        try quota.check(call.session, adding: Int64(recipe.size))
        var missing: [Int] = []
        for (index, chunk) in recipe.chunks.enumerated() where try !isAtHand(chunk, to: place, &call) {
            missing.append(index)
        }
        guard missing.isEmpty else { return .missing(missing) }
        try check(recipe, of: file.path, &call)
        var ticket = call.rights.ticket
        let format: Format = recipe.assembly == .ogg ? .ogg : .opaque
        let content = try workers.with { (worker) throws(LockerError) in
            try worker.store(recipe, file.recipe, of: format, covering: &ticket)
        }
        try call.session.stageUploaded(
            StoredContent(content: content, ticket: ticket), at: file.path, modified: file.modified, mode: file.mode,
            attributes: file.attributes, isMatched: call.rights.isMatched(place), heldBy: call.use)
        return .staged(content)
    }

    /// Whether the account may refer to the chunk in the recipe at `place`, and it is there: then it stays.
    private func isAtHand(
        _ chunk: ChunkReference, to place: Int, _ call: inout Call
    ) throws(LockerError) -> Bool {
        if call.rights.wasUploaded(chunk) { return true }
        guard call.rights.allow(chunk, to: place) else { return false }
        if let isKept = call.kept[chunk] { return isKept }
        let isKept = try keeper.keep(.chunk, chunk.digest)
        call.kept[chunk] = isKept
        return isKept
    }

    private func decode(_ file: RecipeFile) throws(LockerError) -> Recipe {
        do {
            return try Recipe.decode(file.recipe)
        } catch let error where error.code == .dataLoss {
            throw LockerError(.invalidArgument, "\(file.path): its recipe is none of docs/format.md", cause: error)
        }
    }

    /// The most bytes of skeletons that are read for one request: those of some GiB of music.
    private static let maximumSkeletonBytes = 64 << 20

    /// Checks that the segments make a file: what is acknowledged can be read back.
    private func check(_ recipe: Recipe, of path: EntryPath, _ call: inout Call) throws(LockerError) {
        guard recipe.assembly == .ogg else { return }
        call.skeletonBytes += recipe.chunks(of: .skeleton).reduce(0) { $0 + $1.length }
        guard call.skeletonBytes <= Assembler.maximumSkeletonBytes else {
            throw LockerError(
                .invalidArgument,
                "\(path): more than \(Assembler.maximumSkeletonBytes >> 20) MiB of page headers at once; ask in parts")
        }
        do throws(LockerError) {
            try contexts.with { (context) throws(LockerError) in
                _ = try ContentReader(recipe: recipe, packs: packs, context: context).joiner()
            }
        } catch let error where error.code == .dataLoss || error.code == .failedPrecondition {
            throw LockerError(
                .invalidArgument, "\(path): the segments of its recipe make no Ogg file; send the file whole",
                cause: error)
        }
    }
}
