import Glibc

/// A folder that a walk has read, and what is left of it.
struct OpenFolder {
    /// As the library has it; no bytes for the library itself.
    let path: [UInt8]
    let device: dev_t
    let content: FolderContent
    /// Of those that are called otherwise here than in the library, their names there.
    private var others: [Int: [UInt8]] = [:]
    /// All of them in the order of their names there; empty where that is the one that they are in.
    private var order: [Int] = []
    private var next = 0
    /// Folders in it, to be entered in path order: what is in one comes behind the names that begin with its own and
    /// go on with a byte before `/`. So each one's name begins with that of the one before.
    private var waiting: [OpenFolder] = []
    /// What is known of its names ahead of the walk.
    var ahead: FolderAhead

    /// - Parameter placed: of what is called otherwise here, by the name here, the name there.
    /// - Throws: why it cannot be read.
    init(path: [UInt8], _ look: FolderLook, placed: [[UInt8]: [UInt8]]) throws(FolderFlaw) {
        (self.path, device, content) = (path, look.status.st_dev, try look.content.get())
        ahead = FolderAhead(look.statuses)
        if placed.isEmpty { return }
        for index in names.indices {
            guard let name = placed[names[index].name] else { continue }
            // What has the name there itself goes before what stands for it.
            if names.contains(name), placed[name] == nil { continue }
            others[index] = name
        }
        if others.isEmpty { return }
        var keyed: [(name: [UInt8], index: Int)] = []
        for index in names.indices { keyed.append((others[index] ?? names[index].name, index)) }
        keyed.sort { $0.name.lexicographicallyPrecedes($1.name) }
        order = keyed.map { $0.index }
    }

    /// In byte order, each once.
    var names: FolderNames { content.names }
    /// Whether something in it is called otherwise than in the library.
    var hasOthers: Bool { !others.isEmpty }

    /// Why the name of this number is left out; nil when it stays.
    func exclusion(of index: Int) -> Exclusion? { content.exclusions?[index] }

    /// The path of the name of this number, as the library has it.
    func path(of index: Int) -> [UInt8] {
        withName(of: index) { name in
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
            let isBehind = withName(of: number(next)) { name in
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
        return number(next - 1)
    }

    /// The number of the name that comes at a place.
    private func number(_ place: Int) -> Int { order.isEmpty ? place : order[place] }

    /// Calls `body` with the name of this number, as the library has it.
    private func withName<Result>(of index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        guard let other = others[index] else { return names.withName(of: index, body) }
        return other.withUnsafeBufferPointer { body($0) }
    }
}
