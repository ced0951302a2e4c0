/// How a sync of both ways goes about it.
package struct BothOptions: Sendable {
    /// Which library, how content is sent, and what is remembered. What it says of removals is not asked.
    package var sync = SyncOptions()
    /// Bring what the library has, and send nothing.
    package var pullsOnly = false
    /// Let go what is most of the folder, or of the library.
    package var allowsEmptying = false

    package init() {}
}
