/// How a sync of both ways goes about it.
package struct BothOptions: Sendable {
    /// Which library, how content is sent, and what is remembered. What it says of removals is not asked.
    package var sync = SyncOptions()
    /// Bring what the library has, and send nothing.
    package var pullsOnly = false
    /// Let go what is most of the folder, or of the library.
    package var allowsEmptying = false
    /// What is done with what the disk cannot have under its name. Where nothing is remembered, it is passed over.
    package var nameClash = NameClashRule.skip

    package init() {}
}
