import PackEngine

/// What a backup did.
public struct BackupReport: Sendable {
    /// What became of the packs.
    public var packs = CopiedPacks()
    /// Packs that were removed from the backup, because the store has them no more.
    public var removedPacks = 0
    /// Bytes of content that were read back from the backup, each chunk of each file, and files.
    public var checkedBytes = 0
    public var checkedFiles = 0
    public var seconds = 0.0
}
