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
    static let keptLevels = 64

    private let root: Descriptor
    private let isRootOwn: Bool
    /// How many components of each path come before those of the tree.
    private let leading: Int
    /// What is called otherwise on the disk.
    private let names: PlacedNames
    private let admit: Admission?
    private let isMaking: Bool
    private let turn: Monitor<Bool>?
    private var kept: [(name: [UInt8], folder: Descriptor, isOwn: Bool)] = []
    /// Whether the folder that was opened last is one of those that were made.
    private(set) var isOwn = false

    /// A folder that was opened, the path that led to it, the name that it has here, and the folder that it is in.
    typealias Opened = (folder: Descriptor, path: [UInt8], name: ArraySlice<UInt8>, parent: Descriptor)

    /// Lets an open folder be the one at its path, or throws. Returns whether all that is in it comes from here.
    typealias Admission = (_ opened: Opened, _ isMade: Bool) throws(SystemError) -> Bool

    /// - Parameters:
    ///   - isRootOwn: whether the root is one of the folders that were made.
    ///   - leading: how many components of each path come before those of the tree, and lead to its root.
    ///   - names: what is called otherwise on the disk than paths say.
    ///   - isMaking: whether missing ones are made, where there is somebody to be asked.
    ///   - turn: taken while one is made and asked of. Who waits for it is not asked of one that another thread has made and
    ///     is at that still.
    ///   - admit: asked of each folder that is opened; missing ones are made then. Nil to make none.
    init(
        root: Descriptor, isRootOwn: Bool = false, leading: Int = 0, names: PlacedNames = PlacedNames(),
        isMaking: Bool = true, turn: Monitor<Bool>? = nil, creating admit: Admission? = nil
    ) {
        self.root = root
        self.isRootOwn = isRootOwn
        (self.leading, self.names) = (leading, names)
        (self.admit, self.isMaking, self.turn) = (admit, isMaking, turn)
    }

    /// The folder at `components` below the root; the root itself for none, and for no more than come before it.
    func open(_ components: some Collection<ArraySlice<UInt8>>) throws(SystemError) -> Descriptor {
        let components = Array(components)
        let here = names.placed(components)
        let count = max(components.count - leading, 0)
        var depth = 0
        while depth < min(kept.count, count), kept[depth].name.elementsEqual(here[leading + depth]) {
            depth += 1
        }
        kept.removeLast(kept.count - depth)
        var folder = kept.last?.folder ?? root
        isOwn = kept.last?.isOwn ?? isRootOwn
        for index in depth..<count {
            let name = here[leading + index]
            folder = try step(into: components[...(leading + index)], called: name, of: folder)
            if index < FolderCursor.keptLevels { kept.append((Array(name), folder, isOwn)) }
        }
        return folder
    }

    /// Lets go of the folders that stay open: they may be elsewhere by now.
    func forget() { kept = [] }

    /// How what `path` leads to is called in its folder here.
    func name(of path: EntryPath) -> ArraySlice<UInt8> {
        if let name = names.name(of: path.bytes) { return name[...] }
        let start = (path.bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
        return path.bytes[start...]
    }

    private func step(
        into components: ArraySlice<ArraySlice<UInt8>>, called name: ArraySlice<UInt8>, of folder: Descriptor
    ) throws(SystemError) -> Descriptor {
        var opened = try FolderCursor.opened(name, in: folder)
        if opened == nil, let admit, isMaking {
            if let made = try make(components, called: name, in: folder, admit) { return made }
            // Another worker has made it first, which is as good.
            opened = try FolderCursor.opened(name, in: folder)
        }
        guard let found = opened else { throw SystemError("openat", on: "folder", number: ENOENT) }
        if let admit {
            let path = Array(components.joined(separator: [UInt8(ascii: "/")]))
            isOwn = try admit((found, path, name, folder), false)
        }
        return found
    }

    /// Makes a folder, and asks of it. Nil where one is there by now.
    private func make(
        _ components: ArraySlice<ArraySlice<UInt8>>, called name: ArraySlice<UInt8>, in folder: Descriptor,
        _ admit: Admission
    ) throws(SystemError) -> Descriptor? {
        guard let turn else { return try makeAlone(components, called: name, in: folder, admit) }
        return try turn.withLock { (_: inout Bool) throws(SystemError) -> Descriptor? in
            try makeAlone(components, called: name, in: folder, admit)
        }
    }

    private func makeAlone(
        _ components: ArraySlice<ArraySlice<UInt8>>, called name: ArraySlice<UInt8>, in folder: Descriptor,
        _ admit: Admission
    ) throws(SystemError) -> Descriptor? {
        if name.withCName({ mkdirat(folder.number, $0, 0o777) }) != 0 {
            if errno == EEXIST { return nil }
            throw SystemError("mkdirat", on: "folder")
        }
        guard let made = try FolderCursor.opened(name, in: folder) else { return nil }
        let path = Array(components.joined(separator: [UInt8(ascii: "/")]))
        isOwn = try admit((made, path, name, folder), true)
        return made
    }

    /// The folder called `name`; nil where nothing is.
    private static func opened(_ name: ArraySlice<UInt8>, in folder: Descriptor) throws(SystemError) -> Descriptor? {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        let number = name.withCName { name in retrying { openat(folder.number, name, flags) } }
        if number >= 0 { return Descriptor(owning: number) }
        if errno == ENOENT { return nil }
        throw SystemError("openat", on: "folder")
    }
}
