import LockerBase
import MediaLayout
import Recipes

/// What a file holds, by name.
public struct FileContent: Hashable, Sendable {
    /// The digest of its recipe.
    public let blob: Digest
    /// Bytes.
    public let size: Int64
    /// The track digest, where its audio is known apart from its tags.
    public let track: Digest?
    /// The chunk that it is, where its entry names that in the place of a recipe.
    let chunk: Digest?
    /// The container format that was found in its bytes; opaque where none was.
    public let format: Format

    /// - Parameter isTold: whether its entry may name its one chunk in the place of a recipe. A program that knows
    ///   version 1 of the packs alone would find none.
    init(_ recipe: Recipe, blob: Digest, format: Format, isTold: Bool) {
        self.blob = blob
        size = Int64(recipe.size)
        track = recipe.track
        chunk = isTold ? recipe.plainChunk?.digest : nil
        self.format = format
    }
}
