import LockerBase
import MediaLayout

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
}
