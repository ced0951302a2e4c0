import Glibc

/// A folder that a walk has read, and what is left of it.
struct OpenFolder {
    /// As the library has it; no bytes for the library itself.
    let path: [UInt8]
    let device: dev_t
    let content: FolderContent
    private var next = 0
    /// Folders in it, to be entered in path order: what is in one comes behind the names that begin with its own and
    /// go on with a byte before `/`. So each one's name begins with that of the one before.
    private var waiting: [OpenFolder] = []
    /// What is known of its names ahead of the walk.
    var ahead: FolderAhead

    /// - Throws: why it cannot be read.
    init(path: [UInt8], _ look: FolderLook) throws(FolderFlaw) {
        (self.path, device, content) = (path, look.status.st_dev, try look.content.get())
        ahead = FolderAhead(look.statuses)
    }

    /// In byte order, each once.
    var names: FolderNames { content.names }
    /// Why the name of this number is left out; nil when it stays.
    func exclusion(of index: Int) -> Exclusion? { content.exclusions?[index] }

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
