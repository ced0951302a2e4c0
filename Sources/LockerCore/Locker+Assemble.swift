import LockerBase
import MediaLayout
import Metadata
import PackEngine
import Recipes

extension Locker {
    /// The most bytes of recipes in one request, which may have 4 MiB: 3 MiB.
    public static let maximumRecipeBytes = 3 << 20

    /// A file that is described by its recipe.
    public struct RecipeFile: Sendable {
        public let path: EntryPath
        /// Nanoseconds since 1970 UTC.
        public let modified: Int64
        /// The recipe's canonical bytes.
        public let recipe: [UInt8]

        public init(path: EntryPath, modified: Int64, recipe: [UInt8]) {
            self.path = path
            self.modified = modified
            self.recipe = recipe
        }
    }

    /// What became of such a file.
    public enum Assembled: Sendable {
        case staged(Content)
        /// Its chunks, by their place in the recipe, that the account may not refer to before it has sent them.
        case missing([Int])
    }

    /// Stores a chunk that a file of `session` is going to be assembled from.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for one that is empty or too long.
    public func put(_ chunk: UnsafeRawBufferPointer, in session: Session) throws(LockerError) {
        guard ChunkReference.lengths.contains(chunk.count) else {
            throw LockerError(
                .invalidArgument, "a chunk of \(chunk.count) bytes: it has 1 to \(ChunkReference.lengths.upperBound)")
        }
        // What was sent is going to be in files that are staged, or is in some already.
        let unstaged = max(0, session.uploadedChunks.bytes - session.stagedBytes)
        try checkQuota(of: session, adding: unstaged + Int64(chunk.count))
        // A small chunk counts for more than its bytes: a record has a header, and a session remembers its name.
        try session.count(Int64(max(chunk.count, 16 << 10)))
        let use = session.use
        var ticket = Ticket()
        let stored = try ingestWorkers.with { (worker) throws(LockerError) in
            try worker.store(chunk: chunk, covering: &ticket)
        }
        metrics.contentIn.add(chunk.count)
        try session.add(stored, ticket: ticket, heldBy: use)
    }

    /// Stages files by their recipes, each as far as the account may refer to all of its chunks.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for what is no recipe, or whose segments do not go together;
    ///   ``LockerError/Code/overQuota``. Files before the one that is wrong are staged then.
    public func assemble(_ files: [RecipeFile], in session: Session) throws(LockerError) -> [Assembled] {
        guard files.reduce(0, { $0 + $1.recipe.count }) <= Locker.maximumRecipeBytes else {
            throw LockerError(
                .invalidArgument, "more than \(Locker.maximumRecipeBytes) bytes of recipes at once; ask in parts")
        }
        var results: [Assembled] = []
        for file in files { results.append(try assemble(file, in: session)) }
        return results
    }

    private func assemble(_ file: RecipeFile, in session: Session) throws(LockerError) -> Assembled {
        let recipe = try decode(file)
        try session.count(Int64(file.recipe.count))
        try checkQuota(of: session, adding: Int64(recipe.size))
        let use = session.use
        let rights = try ChunkRights(of: session, to: recipe, at: file.path, in: self)
        var missing: [Int] = []
        for (place, chunk) in recipe.chunks.enumerated() where try !isAtHand(chunk, rights) { missing.append(place) }
        guard missing.isEmpty else { return .missing(missing) }
        try check(recipe, of: file.path)
        var ticket = rights.ticket
        let blob = try ingestWorkers.with { (worker) throws(LockerError) in
            try worker.store(file.recipe, covering: &ticket)
        }
        let format: Format = recipe.assembly == .ogg ? .ogg : .opaque
        let content = Content(blob: blob, size: Int64(recipe.size), track: recipe.track, format: format)
        try session.stageUploaded(
            Stored(content: content, ticket: ticket), at: file.path, modified: file.modified, heldBy: use)
        return .staged(content)
    }

    /// Whether the account may refer to the chunk, and it is there: then it stays.
    private func isAtHand(_ chunk: ChunkReference, _ rights: ChunkRights) throws(LockerError) -> Bool {
        if rights.wasUploaded(chunk) { return true }
        guard rights.allow(chunk) else { return false }
        do throws(LockerError) {
            try packs.keep(.chunk, chunk.digest)
            return true
        } catch let error where error.code == .notFound {
            return false
        }
    }

    private func decode(_ file: RecipeFile) throws(LockerError) -> Recipe {
        do {
            return try Recipe.decode(file.recipe)
        } catch let error where error.code == .dataLoss {
            throw LockerError(.invalidArgument, "\(file.path): its recipe is none of docs/format.md", cause: error)
        }
    }

    /// Checks that the segments make a file: what is acknowledged can be read back.
    private func check(_ recipe: Recipe, of path: EntryPath) throws(LockerError) {
        guard recipe.assembly == .ogg else { return }
        do throws(LockerError) {
            try readContexts.with { (context) throws(LockerError) in
                _ = try ContentReader(recipe: recipe, packs: packs, context: context).joiner()
            }
        } catch let error where error.code == .dataLoss || error.code == .failedPrecondition {
            throw LockerError(
                .invalidArgument, "\(path): the segments of its recipe make no Ogg file; send the file whole",
                cause: error)
        }
    }
}
