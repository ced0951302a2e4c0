import Glibc
import LockerBase
import POSIXSupport

/// The folders on the way to where a walk is, and what the disk says of the names in them: several threads ask it ahead of the
/// walk.
struct WalkWay {
    private let cursor: FolderCursor
    private let threads = WalkThreads()
    /// From the root.
    private(set) var folders: [OpenFolder] = []
    /// The last of them, once something in it is looked at.
    private var current: Descriptor?

    init(in root: TreeRoot) { cursor = root.cursor() }

    /// Goes into a folder.
    mutating func enter(_ folder: OpenFolder) {
        folders.append(folder)
        current = nil
    }

    /// Goes into `folder`, which is the one of the name that came last in the folder of that number, when its turn comes.
    mutating func enter(_ folder: OpenFolder, in number: Int) { folders[number].enter(folder) }

    /// Goes out of the last folder, and returns it.
    @discardableResult
    mutating func leave() -> OpenFolder {
        current = nil
        return folders.removeLast()
    }

    /// The number of the next name in path order, and that of the folder which it is in, the last one; nil at the end.
    mutating func next() -> (index: Int, folder: Int)? {
        while let last = folders.indices.last {
            if let folder = folders[last].takeFolder() {
                enter(folder)
            } else if let index = folders[last].takeName() {
                return (index, last)
            } else {
                leave()
            }
        }
        return nil
    }

    /// Opens the folder of this number, the last of them.
    mutating func descriptor(of last: Int) throws(SystemError) -> Descriptor {
        if let current { return current }
        let opened = try cursor.open(folders[last].path.split(separator: UInt8(ascii: "/")))
        current = opened
        return opened
    }

    /// Looks at the folder at `path`, which is the name of this number in the folder of that number.
    mutating func look(at path: EntryPath, _ index: Int, in last: Int) throws(FolderFlaw) -> FolderLook {
        let (parent, content) = (folders[last].path, folders[last].content)
        if !folders[last].hasOthers {
            var ahead = folders[last].ahead
            let known = ahead.look(at: index, parent, content, by: threads) { () throws(SystemError) in
                try descriptor(of: last)
            }
            folders[last].ahead = ahead
            // One that ran short of descriptors says nothing of the folder: fewer may be open by now.
            if let known, !known.value.isShort { return try known.value.get() }
        }
        let folder: Descriptor
        do throws(SystemError) { folder = try cursor.open(path.components) } catch { throw FolderFlaw(error) }
        // The cursor stands there now.
        current = nil
        return try FolderLook(at: folder, path.bytes, around: content.scope)
    }

    /// What is said of the name of this number in the folder of that number.
    mutating func status(of index: Int, in last: Int) throws(SystemError) -> ItemStatuses.ItemStatus {
        if let known = folders[last].ahead[index] { return known }
        let content = folders[last].content
        var ahead = folders[last].ahead
        defer { folders[last].ahead = ahead }
        return try ahead.status(of: index, content, by: threads) { () throws(SystemError) in
            try descriptor(of: last)
        }
    }

    /// Ends the threads. To be called once, at the end.
    func finish() { threads.finish() }
}
