import LockerBase

/// Two names of one folder that differ in nothing but case, or in how letters are composed (NFC, NFD): devices with
/// macOS or Windows hold one of them.
struct TwinNames: Sendable, Equatable {
    let first: EntryPath
    let second: EntryPath

    /// The numbers of such names of `content`: of each the first that is like it, and itself.
    static func find(in content: FolderContent) -> [(first: Int, second: Int)] {
        let names = content.names
        var hashes: [UInt64] = []
        hashes.reserveCapacity(names.count)
        for index in names.indices where content.exclusions?[index] == nil {
            if let hash = names.withName(of: index, FoldedName.hash) { hashes.append(hash) }
        }
        hashes.sort()
        let repeated = Set(zip(hashes, hashes.dropFirst()).lazy.filter { $0.0 == $0.1 }.map { $0.0 })
        if repeated.isEmpty { return [] }
        var pairs: [(first: Int, second: Int)] = []
        var firsts: [String: Int] = [:]
        for index in names.indices where content.exclusions?[index] == nil {
            guard let hash = names.withName(of: index, FoldedName.hash), repeated.contains(hash) else { continue }
            let text = FoldedName.text(names[index].name)
            if let first = firsts[text] { pairs.append((first, index)) } else { firsts[text] = index }
        }
        return pairs
    }
}
