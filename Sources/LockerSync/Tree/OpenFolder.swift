import Glibc

/// A folder that a walk has read, and what is left of it.
struct OpenFolder {
    /// As the library has it; no bytes for the library itself.
    let path: [UInt8]
    let device: dev_t
    /// In byte order, each once.
    let names: FolderNames
    /// Which of them are left out; nil when none is.
    let exclusions: FolderExclusions?
    /// The patterns that hold in it.
    let scope: IgnoreScope
    private var next = 0
    /// Folders in it, to be entered in path order: what is in one comes behind the names that begin with its own and
    /// go on with a byte before `/`. So each one's name begins with that of the one before.
    private var waiting: [OpenFolder] = []

    init(path: [UInt8], device: dev_t, _ content: FolderContent) {
        (self.path, self.device, names) = (path, device, content.names)
        (exclusions, scope) = (content.exclusions, content.scope)
    }

    /// The path of the name of this number.
    func path(of index: Int) -> [UInt8] {
        names.withName(of: index) { name in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(path.count + 1 + name.count)
            if !path.isEmpty {
                bytes.append(contentsOf: path)
                bytes.append(UInt8(ascii: "/"))
            }
            bytes.append(contentsOf: name)
            return bytes
        }
    }

    /// Has the walk enter `folder`, which is the one of the name that came last, when its turn comes.
    mutating func enter(_ folder: OpenFolder) { waiting.append(folder) }

    /// The folder whose turn it is to be entered.
    mutating func takeFolder() -> OpenFolder? {
        guard let folder = waiting.last else { return nil }
        if next < names.count {
            let own = folder.path[(path.isEmpty ? 0 : path.count + 1)...]
            let isBehind = names.withName(of: next) { name in
                name.starts(with: own) && name.count > own.count && name[own.count] < UInt8(ascii: "/")
            }
            if isBehind { return nil }
        }
        return waiting.removeLast()
    }

    /// The number of the name whose turn it is.
    mutating func takeName() -> Int? {
        guard next < names.count else { return nil }
        next += 1
        return next - 1
    }
}
