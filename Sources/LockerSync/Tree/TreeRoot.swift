import LockerBase
import POSIXSupport

/// The folder of a disk that the paths of a tree lead into. Where all of it goes below a folder of the library, they
/// begin with that one's path.
struct TreeRoot: Sendable {
    let folder: Descriptor
    /// How many components of each path are no folders of the disk.
    let leading: Int
    /// What is called otherwise on the disk.
    var names: PlacedNames

    /// - Parameters:
    ///   - under: the folder of the library that all of it goes below; nil for the library itself.
    ///   - names: what is called otherwise on the disk than in the library.
    init(_ folder: Descriptor, under: EntryPath? = nil, names: PlacedNames = PlacedNames()) {
        (self.folder, self.names) = (folder, names)
        leading = under?.components.count ?? 0
    }

    /// Opens folders by these paths, for one thread.
    ///
    /// - Parameters:
    ///   - isRootOwn: whether the folder is one of those that were made.
    ///   - isMaking: whether missing ones are made, where there is somebody to be asked.
    ///   - turn: taken while one is made and asked of.
    ///   - admit: asked of each folder that is opened; missing ones are made then. Nil to make none.
    func cursor(
        isRootOwn: Bool = false, isMaking: Bool = true, turn: Monitor<Bool>? = nil,
        creating admit: FolderCursor.Admission? = nil
    ) -> FolderCursor {
        FolderCursor(
            root: folder, isRootOwn: isRootOwn, leading: leading, names: names, isMaking: isMaking, turn: turn,
            creating: admit)
    }
}
