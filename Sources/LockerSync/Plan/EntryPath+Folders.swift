import LockerBase

extension EntryPath {
    /// The folders that it lies in, outermost first.
    var folders: [EntryPath] {
        bytes.indices.filter { bytes[$0] == UInt8(ascii: "/") }.map { EntryPath(known: Array(bytes[..<$0])) }
    }

    /// Those of them that are folders of the disk, where paths lead into `root`.
    func folders(in root: TreeRoot) -> [EntryPath] { Array(folders.dropFirst(root.leading)) }

    /// Whether it leads to something in `root`, and not to that itself or to a folder of the library around it.
    func isInside(_ root: TreeRoot) -> Bool { components.count > root.leading }

    /// Those, and itself: the bytes of each.
    var withFolders: [[UInt8]] { folders.map(\.bytes) + [bytes] }

    /// What the path of everything below it begins with.
    var asFolder: [UInt8] { bytes + [UInt8(ascii: "/")] }
}
