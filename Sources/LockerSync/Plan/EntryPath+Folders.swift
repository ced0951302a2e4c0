import LockerBase

extension EntryPath {
    /// The folders that it lies in, outermost first.
    var folders: [EntryPath] {
        bytes.indices.filter { bytes[$0] == UInt8(ascii: "/") }.map { EntryPath(known: Array(bytes[..<$0])) }
    }

    /// Those, and itself: the bytes of each.
    var withFolders: [[UInt8]] { folders.map(\.bytes) + [bytes] }

    /// What the path of everything below it begins with.
    var asFolder: [UInt8] { bytes + [UInt8(ascii: "/")] }
}
