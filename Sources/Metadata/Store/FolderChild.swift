import LockerBase

/// What is directly in a folder.
public enum FolderChild: Hashable, Sendable {
    /// A file, a link, or a folder with nothing in it.
    case entry(Entry)
    /// A folder, at this path, that only follows from entries below it.
    case folder(EntryPath)
}

extension EntryPath {
    /// A place behind all that can lie below this path, and before all else that comes behind it. It is no path: a
    /// component is shorter.
    package var placeBehind: EntryPath {
        EntryPath(
            known: bytes + [UInt8(ascii: "/")]
                + [UInt8](repeating: 0xFF, count: EntryPath.maximumComponentLength + 1))
    }

    /// The folder directly in `folder`, nil for the root, that this path, which lies below `folder`, makes one by
    /// lying in it; nil where it is directly in `folder` itself.
    package func implied(in folder: EntryPath?) -> EntryPath? {
        let start = folder.map { $0.bytes.count + 1 } ?? 0
        return bytes[start...].firstIndex(of: UInt8(ascii: "/")).map { EntryPath(known: Array(bytes[..<$0])) }
    }
}
