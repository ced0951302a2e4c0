import Glibc

/// What the disk finds at a path.
struct FoundItem {
    /// Nil for a file with several links, which is in several places by somebody's will.
    let identity: FileIdentity?
    /// The path under which the disk lists it, when that is another one.
    let listed: [UInt8]?
    /// Whether the disk finds it and does not list it.
    let isUntold: Bool

    /// - Parameter listing: how the folder of `path` lists it.
    init(_ status: stat, _ listing: NameListing = .same, at path: [UInt8] = []) {
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        identity = isFolder || status.st_nlink < 2 ? FileIdentity(status) : nil
        let start = (path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
        listed = if case .other(let name) = listing { Array(path[..<start]) + name } else { nil }
        isUntold = if case .untold = listing { true } else { false }
    }
}
