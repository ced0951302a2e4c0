import MediaLayout

/// What cutting a file gave.
public struct FileCut: Sendable {
    /// What rebuilds the file.
    public let recipe: Recipe
    /// What the file is, also where its audio was not found.
    public let format: Format
    /// The skeleton of an Ogg file that was taken apart: bytes of the recipe that are not in the file. Else empty.
    public let skeleton: [UInt8]
}
