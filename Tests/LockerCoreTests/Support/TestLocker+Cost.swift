import ContentChunking
import Foundation
import LockerBase
import LockerCore
import LockerTestSupport
import Recipes

extension TestLocker {
    /// What `body` costs, whether it throws or not, and what it throws.
    func cost(_ body: () throws -> Void) -> (work: WorkDone, error: LockerError?) {
        let before = locker.work
        do {
            try body()
            return (locker.work - before, nil)
        } catch {
            return (locker.work - before, error as? LockerError)
        }
    }

    /// `count` chunks, as short as they may be in the middle of a file, sent in `session`.
    func sendChunks(_ count: Int, seed: UInt64 = 1, in session: Session) throws -> [ChunkReference] {
        var generator = SplitMix64(seed: seed)
        var chunks: [ChunkReference] = []
        while chunks.count < count {
            let batch = (0..<min(16, count - chunks.count)).map { _ in generator.bytes(FastCDC.minimum) }
            try locker.ingest.put(batch.map { Data($0) }, in: session)
            chunks += batch.map { ChunkReference(digest: SHA256.digest(of: $0), length: $0.count) }
        }
        return chunks
    }

    /// A file that is nothing but these chunks.
    func recipe(of chunks: [ChunkReference]) -> Recipe {
        let length = chunks.reduce(0) { $0 + $1.length }
        return Recipe(
            segments: [Segment(role: .opaque, length: length, chunkCount: chunks.count)], chunks: chunks)
    }

    func file(_ recipe: Recipe, at path: String) throws -> RecipeFile {
        RecipeFile(path: try EntryPath(path), modified: 5, recipe: recipe.encoded())
    }

    /// Commits files of these recipes, whose chunks `session` may refer to.
    func commit(_ recipes: [String: Recipe], in session: Session) throws {
        for (path, recipe) in recipes {
            guard case .staged = try locker.assembler.assemble([file(recipe, at: path)], in: session)[0] else {
                throw LockerError(.internal, "\(path): chunks are missing")
            }
        }
        _ = try locker.sessions.commit(session)
    }
}

extension Recipe {
    /// A recipe of the same shape whose chunks nobody ever had.
    func strange(seed: UInt64) -> Recipe {
        var generator = SplitMix64(seed: seed)
        let strangers = chunks.map { chunk in
            ChunkReference(digest: SHA256.digest(of: generator.bytes(32)), length: chunk.length)
        }
        return Recipe(segments: segments, chunks: strangers)
    }
}
