import LockerBase

/// What the path of a file says where its tags say nothing.
struct PathNames {
    /// The path of the folder that it lies in; empty: that is the library's root.
    let folder: [UInt8]
    /// Its name, without folders.
    let file: [UInt8]

    init(_ path: EntryPath) {
        let end = path.bytes.lastIndex(of: UInt8(ascii: "/"))
        folder = end.map { Array(path.bytes[..<$0]) } ?? []
        file = end.map { Array(path.bytes[($0 + 1)...]) } ?? path.bytes
    }

    private var dot: Int? {
        guard let dot = file.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return nil }
        return dot
    }

    /// The file's name without its ending.
    var title: String { EntryPath.printable(file[..<(dot ?? file.count)]) }

    /// The ending, in lower case, without the dot.
    var suffix: String {
        guard let dot else { return "" }
        return EntryPath.printable(file[(dot + 1)...]).lowercased()
    }

    /// What a folder is called: the last part of its path, or the library's name.
    static func name(ofFolder path: [UInt8], in library: String) -> String {
        guard let last = path.split(separator: UInt8(ascii: "/")).last else { return library }
        return EntryPath.printable(last)
    }

    /// The folder around one; nil: it is the root.
    static func parent(ofFolder path: [UInt8]) -> [UInt8]? {
        if path.isEmpty { return nil }
        return path.lastIndex(of: UInt8(ascii: "/")).map { Array(path[..<$0]) } ?? []
    }
}
