/// What copying the packs did.
public struct CopiedPacks: Sendable {
    /// Packs that the target has now.
    public internal(set) var packs = 0
    /// Of these, packs that it had before.
    public internal(set) var kept = 0
    /// Packs that take no room of their own: the target has another name of the same file.
    public internal(set) var linked = 0
    /// Packs whose bytes were written anew.
    public internal(set) var copied = 0
    /// Bytes that were copied.
    public internal(set) var copiedBytes = 0

    /// Names of files of packs that are not there, or not as long as they were when they were sealed, and of which the
    /// target had no whole copy: it has what is left.
    public internal(set) var damaged: [String] = []

    /// Of a copy that has not begun.
    public init() {}
}
