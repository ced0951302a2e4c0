import LockerBase

/// What a folder's disk has under other names than the library, since it could not have it under its own: files, links and
/// folders, each in the folder of its path.
package struct PlacedNames: Sendable, Equatable {
    /// By the path in the library, the name here.
    private var called: [[UInt8]: [UInt8]] = [:]
    /// By the path of a folder in the library, and the name here, the name there.
    private var folders: [[UInt8]: [[UInt8]: [UInt8]]] = [:]

    package init() {}

    package var isEmpty: Bool { called.isEmpty }

    /// All of them: paths in the library, those of folders before what is in them, and the names here.
    package var all: [(path: [UInt8], name: [UInt8])] {
        called.map { (path: $0.key, name: $0.value) }.sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }

    /// Has what the library has at `path` be called `name` here.
    package mutating func add(_ path: [UInt8], as name: [UInt8]) {
        remove(path)
        let (folder, own) = PlacedNames.parts(of: path)
        called[path] = name
        folders[folder, default: [:]][name] = own
    }

    /// Has what the library has at `path` be called here as there.
    package mutating func remove(_ path: [UInt8]) {
        guard let name = called.removeValue(forKey: path) else { return }
        let folder = PlacedNames.parts(of: path).folder
        folders[folder]?[name] = nil
        if folders[folder]?.isEmpty == true { folders[folder] = nil }
    }

    /// How what the library has at `path` is called here; nil: as there.
    package func name(of path: [UInt8]) -> [UInt8]? { called[path] }

    /// The path in the library of what would have the path `here` by its name here; nil: it is that.
    package func path(of here: [UInt8]) -> [UInt8]? {
        if called.isEmpty { return nil }
        let (folder, name) = PlacedNames.parts(of: here)
        return folders[folder]?[name].map { PlacedNames.path(of: $0, in: folder) }
    }

    /// Of what is in the folder that the library has at `folder`, by the name here, the name there.
    func names(in folder: [UInt8]) -> [[UInt8]: [UInt8]] { folders[folder] ?? [:] }

    /// The same of all folders that have any, each before those in it.
    var inFolders: [(folder: [UInt8], names: [[UInt8]: [UInt8]])] {
        folders.map { (folder: $0.key, names: $0.value) }
            .sorted { $0.folder.lexicographicallyPrecedes($1.folder) }
    }

    /// The names here of what the components of a path lead to.
    func placed(_ components: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
        if called.isEmpty { return components }
        var (path, placed) = ([UInt8](), [ArraySlice<UInt8>]())
        for component in components {
            path = PlacedNames.path(of: component, in: path)
            if let name = called[path] { placed.append(name[...]) } else { placed.append(component) }
        }
        return placed
    }

    /// The path of what is called `name` in `folder`.
    static func path(of name: some Collection<UInt8>, in folder: [UInt8]) -> [UInt8] {
        folder.isEmpty ? Array(name) : folder + [UInt8(ascii: "/")] + Array(name)
    }

    /// The folder that `path` is in, and the name in it.
    static func parts(of path: [UInt8]) -> (folder: [UInt8], name: [UInt8]) {
        guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return ([], path) }
        return (Array(path[..<slash]), Array(path[(slash + 1)...]))
    }
}
