import Glibc

/// What the disk finds at a path.
struct FoundItem {
    let identity: FileIdentity
    /// Whether it is a file with several links: most often it is in several places by somebody's will.
    let isShared: Bool
    /// The path under which the disk lists it, when that is another one.
    let listed: [UInt8]?
    /// Whether the disk finds it and does not list it.
    let isUntold: Bool

    /// - Parameter listing: how the folder of `path` lists it.
    init(_ status: stat, _ listing: NameListing = .same, at path: [UInt8] = []) {
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        identity = FileIdentity(status)
        isShared = !isFolder && status.st_nlink > 1
        let start = (path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
        listed = if case .other(let name) = listing { Array(path[..<start]) + name } else { nil }
        isUntold = if case .untold = listing { true } else { false }
    }
}
