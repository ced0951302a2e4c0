import POSIXSupport

/// How many descriptors of those that this process may have go to what of a restore: together never more than there
/// are, as long as there are some hundred.
package struct DescriptorShares {
    /// Files of a ``PlacementGroup``. Each takes a descriptor, and may take another one for its folder; as many are
    /// filled while others get their names.
    package let files: Int
    /// Folders of short files that one thread asks for together.
    package let folders: Int

    /// What one thread has open besides: the folders on its way, those that it has listed, and what it is at.
    private static let besides = FolderCursor.keptLevels + FolderListings.kept + 8
    /// The connection, the streams of the process, and what belongs to no thread.
    private static let common = 32

    /// - Parameters:
    ///   - limit: descriptors that this process may have.
    ///   - threads: how many put files into the group.
    package init(of limit: Int = OpenFileLimit.raise(), threads: Int) {
        let threads = max(threads, 1)
        let rest = max(limit - DescriptorShares.common - threads * DescriptorShares.besides, 0)
        // A quarter is for folders. One that is left with next to none still goes on, file by file.
        folders = min(max(rest / 4 / threads, 1), 512)
        files = min(max((rest - rest / 4) / 4, 1), 1000)
    }
}
