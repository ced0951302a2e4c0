import LockerBase
import POSIXSupport

/// Finds under which names a folder's disk lists what was put there, where those are not the ones that it was given: some list
/// all names in small letters, or letters composed otherwise, or no dots at a name's end. For one thread, which asks in path
/// order.
package final class ListedNames {
    private struct Level {
        let path: [UInt8]
        let names: FolderNames
        /// By what such a disk may make of names; nil for what several are to it.
        var folded: [String: [UInt8]?]?
        /// Which of the names has what.
        var identities: [FileIdentity: Int]?
    }

    private let root: TreeRoot
    private let cursor: FolderCursor
    private let list: (Descriptor) throws(SystemError) -> FolderNames
    /// The folders on the way to what was asked for last.
    private var levels: [Level] = []
    private var seen: Set<[UInt8]> = []
    /// What is listed otherwise, and how: its path in the library, and the name.
    private var found: [(path: [UInt8], name: [UInt8])] = []

    /// - Parameters:
    ///   - folder: where the paths of things lead.
    ///   - list: tells what a folder lists.
    package convenience init(
        in folder: Descriptor, list: @escaping (Descriptor) throws(SystemError) -> FolderNames
    ) {
        self.init(in: TreeRoot(folder), list: list)
    }

    /// - Parameter list: tells what a folder lists.
    init(in root: TreeRoot, list: @escaping (Descriptor) throws(SystemError) -> FolderNames = readFolder) {
        (self.root, self.list) = (root, list)
        cursor = root.cursor()
    }

    /// Whether nothing on the disk of `root` is listed under another name than it was given, so that nobody needs to look.
    static func areGiven(in root: TreeRoot) -> Bool { FileSystemKind(of: root.folder).listsAsGiven }

    /// Looks at what was put at `path`, and at the folders on the way to it.
    package func look(at path: EntryPath) throws(LockerError) {
        for folder in path.folders(in: root) where seen.insert(folder.bytes).inserted { try lookAt(folder) }
        try lookAt(path)
    }

    /// `names`, with what was found.
    package func added(to names: PlacedNames) -> PlacedNames {
        var names = names
        for (path, name) in found {
            let here = PlacedNames.path(of: name, in: PlacedNames.parts(of: path).folder)
            // What is listed so stands for something else: it has been there.
            if let other = names.path(of: here), other != path { continue }
            names.add(path, as: name)
        }
        return names
    }

    private func lookAt(_ path: EntryPath) throws(LockerError) {
        let name = try attempting { () throws(SystemError) in try listed(path) }
        if let name = name.flatMap({ $0 }) { found.append((path.bytes, name)) }
    }

    /// How what is at `path` is listed; nil where that is its name, nothing is there, or it cannot be told.
    private func listed(_ path: EntryPath) throws(SystemError) -> [UInt8]? {
        let folder = try cursor.open(path.components.dropLast())
        let place = Placement(folder: folder, name: cursor.name(of: path))
        let level = try enter(PlacedNames.parts(of: path.bytes).folder, folder)
        let name = Array(place.name)
        if levels[level].names.contains(name) { return nil }
        guard let status = try place.status() else { return nil }
        return like(name, in: level) ?? same(as: FileIdentity(status), in: level, folder)
    }

    /// The number of the level of the folder at `path`.
    private func enter(_ path: [UInt8], _ folder: Descriptor) throws(SystemError) -> Int {
        while let last = levels.last, !last.path.isEmpty, last.path != path,
            !path.starts(with: last.path + [UInt8(ascii: "/")])
        {
            levels.removeLast()
        }
        if let last = levels.last, last.path == path { return levels.count - 1 }
        var names = try list(folder)
        names.sort()
        levels.append(Level(path: path, names: names))
        return levels.count - 1
    }

    /// The only name of the folder that some disk may make of `name`.
    private func like(_ name: [UInt8], in level: Int) -> [UInt8]? {
        if levels[level].folded == nil {
            var folded: [String: [UInt8]?] = [:]
            for item in levels[level].names {
                let text = FoldedName.text(item.name)
                folded.updateValue(folded[text] == nil ? item.name : nil, forKey: text)
            }
            levels[level].folded = folded
        }
        return levels[level].folded?[FoldedName.text(name)] ?? nil
    }

    /// The name of the folder that is that of what `identity` says.
    private func same(as identity: FileIdentity, in level: Int, _ folder: Descriptor) -> [UInt8]? {
        if levels[level].identities == nil {
            // All at once: to look for each by itself would take the square of what a folder has.
            var identities: [FileIdentity: Int] = [:]
            for index in levels[level].names.indices {
                guard let status = levels[level].names.status(of: index, in: folder.number) else { continue }
                identities[FileIdentity(status)] = index
            }
            levels[level].identities = identities
        }
        guard let index = levels[level].identities?[identity] else { return nil }
        return levels[level].names[index].name
    }
}
