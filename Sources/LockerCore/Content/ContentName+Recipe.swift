import Metadata
import Recipes

extension ContentName {
    /// The recipe of content that is a plain chunk; nil where a record has it.
    var plainRecipe: Recipe? {
        chunk.map { Recipe(plain: ChunkReference(digest: $0, length: Int(size))) }
    }
}
