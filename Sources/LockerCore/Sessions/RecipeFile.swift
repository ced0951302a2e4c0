import LockerBase
import Metadata

/// A file that is described by its recipe.
public struct RecipeFile: Sendable {
    /// Where in its library it is staged.
    public let path: EntryPath
    /// Nanoseconds since 1970 UTC.
    public let modified: Int64
    /// The entry's permission bits; nil where they are not to be kept.
    public let mode: UInt32?
    /// What programs say of it; nil where nothing is said, and what was said before stays.
    public let attributes: EntryAttributes?
    /// The recipe's canonical bytes.
    public let recipe: [UInt8]

    /// Takes what a client sent: an assembly checks the recipe before anything is staged.
    public init(
        path: EntryPath, modified: Int64, mode: UInt32? = nil, attributes: EntryAttributes? = nil, recipe: [UInt8]
    ) {
        self.path = path
        self.modified = modified
        self.mode = mode
        self.attributes = attributes
        self.recipe = recipe
    }
}

/// What became of such a file.
public enum Assembled: Sendable {
    case staged(FileContent)
    /// Its chunks, by their place in the recipe, that the account may not refer to before it has sent them.
    case missing([Int])
}
