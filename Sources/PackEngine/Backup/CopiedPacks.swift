/// What copying the packs did.
public struct CopiedPacks: Sendable {
    /// Packs that the target has now.
    public internal(set) var packs = 0
    /// Of these, packs that it had, that were linked, and that were copied.
    public internal(set) var kept = 0
    public internal(set) var linked = 0
    public internal(set) var copied = 0
    /// Bytes that were copied.
    public internal(set) var copiedBytes = 0

    public init() {}
}
