import Glibc
import LockerBase
import POSIXSupport

/// Opens folders of a tree component by component from its root, following no link: whatever the paths say and
/// whoever moves things meanwhile, what it opens lies below the root.
///
/// The folders on the way to the last one stay open, so that a walk in path order opens each folder once. For one
/// thread at a time.
final class FolderCursor {
    /// Levels kept open; deeper ones are opened again on the way to each other, so that depth costs no descriptors.
    private static let keptLevels = 64

    private let root: Descriptor
    private let creating: Bool
    private var kept: [(name: [UInt8], folder: Descriptor)] = []

    /// - Parameter creating: whether folders that are missing are made.
    init(root: Descriptor, creating: Bool = false) {
        self.root = root
        self.creating = creating
    }

    /// The folder at `components` below the root; the root itself for none.
    func open(_ components: some Collection<ArraySlice<UInt8>>) throws(SystemError) -> Descriptor {
        let components = Array(components)
        var depth = 0
        while depth < min(kept.count, components.count), kept[depth].name.elementsEqual(components[depth]) {
            depth += 1
        }
        kept.removeLast(kept.count - depth)
        var folder = kept.last?.folder ?? root
        for index in depth..<components.count {
            folder = try step(into: components[index], of: folder)
            if index < FolderCursor.keptLevels { kept.append((Array(components[index]), folder)) }
        }
        return folder
    }

    private func step(into name: ArraySlice<UInt8>, of folder: Descriptor) throws(SystemError) -> Descriptor {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        return try name.withCName { (name) throws(SystemError) in
            var number = retrying { openat(folder.number, name, flags) }
            if number < 0, errno == ENOENT, creating {
                // Another worker may make it first, which is as good.
                guard mkdirat(folder.number, name, 0o777) == 0 || errno == EEXIST else {
                    throw SystemError("mkdirat", on: "folder")
                }
                number = retrying { openat(folder.number, name, flags) }
            }
            guard number >= 0 else { throw SystemError("openat", on: "folder") }
            return Descriptor(owning: number)
        }
    }
}
