/// How a restore goes about it.
package struct RestoreOptions: Sendable {
    package var library = "main"
    /// The revision to restore; nil for the newest.
    package var revision: UInt64?
    /// Which of its entries.
    package var selection = EntrySelection()
    /// Which files and links are replaced that are already there and differ.
    package var overwrite = OverwriteRule.never
    /// What is done with what the disk cannot have under its name. Where nothing can be remembered, it is passed over.
    package var nameClash = NameClashRule.skip
    /// Where it is remembered how things are called then.
    package var stateFolder = SyncStateFile.defaultFolder
    /// Compare the content of files that are already there, and not their sizes and times alone.
    package var verify = false
    /// Say what would happen, and change nothing.
    package var dryRun = false
    /// Wait until what is restored is on the disk, before it has its name and again at the end. Otherwise that is the
    /// kernel's to decide, and a power failure may leave empty and short files under their names.
    package var syncs = true
    /// Files in flight at a time.
    package var threads = 4

    package init() {}
}
