import PackEngine

/// What a backup did.
public struct BackupReport: Sendable {
    /// What became of the packs.
    public var packs = CopiedPacks()
    /// Packs that were removed from the backup, because the store has them no more.
    public var removedPacks = 0
    /// Bytes of content that were read back from the backup, each chunk of each file.
    public var checkedBytes = 0
    /// Files whose content was read back from the backup.
    public var checkedFiles = 0
    /// How long it took, the check of the copy included.
    public var seconds = 0.0
}
