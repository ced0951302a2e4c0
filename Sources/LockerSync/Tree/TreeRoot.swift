import LockerBase
import POSIXSupport

/// The folder of a disk that the paths of a tree lead into. Where all of it goes below a folder of the library, they
/// begin with that one's path.
struct TreeRoot: Sendable {
    let folder: Descriptor
    /// How many components of each path are no folders of the disk.
    private let leading: Int

    /// - Parameter under: the folder of the library that all of it goes below; nil for the library itself.
    init(_ folder: Descriptor, under: EntryPath? = nil) {
        self.folder = folder
        leading = under?.components.count ?? 0
    }

    /// Opens folders by these paths, for one thread.
    func cursor() -> FolderCursor { FolderCursor(root: folder, leading: leading) }
}
