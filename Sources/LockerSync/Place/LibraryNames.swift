import FoundationEssentials
import LockerAPI
import LockerBase

/// The paths of a library, to be looked up.
struct LibraryNames: Sendable {
    /// In the byte order of their paths, each path once.
    private let entries: EntryList

    init(_ entries: EntryList = EntryList()) {
        self.entries = entries
    }

    /// The number of the entry at `path`; nil where there is none.
    func number(of path: [UInt8]) -> Int? {
        let index = firstIndex(notBefore: path)
        return index < entries.count && entries.path(at: index).elementsEqual(path) ? index : nil
    }

    /// The path of the entry of this number.
    func path(of number: Int) -> [UInt8] { Array(entries.path(at: number)) }

    /// Whether the library has an entry at `path`, or a folder.
    func contains(_ path: [UInt8]) -> Bool {
        if number(of: path) != nil { return true }
        let folder = path + [UInt8(ascii: "/")]
        let below = firstIndex(notBefore: folder)
        return below < entries.count && entries.path(at: below).starts(with: folder)
    }

    /// What several paths, of entries or folders, have in common that some disk may take for one (their ``fold(_:)``).
    func twins() -> Set<Int> {
        var (once, twice) = (Set<Int>(), Set<Int>())
        var last: [UInt8] = []
        for index in entries.indices {
            let path = Array(entries.path(at: index))
            // In path order the folders that are new are those behind what it has in common with the one before.
            let common = zip(path, last).prefix { $0 == $1 }.count
            let ends = path.indices.dropFirst(common).filter { path[$0] == UInt8(ascii: "/") } + [path.count]
            for end in ends {
                let folded = LibraryNames.fold(Array(path[..<end]))
                if !once.insert(folded).inserted { twice.insert(folded) }
            }
            last = path
        }
        return twice
    }

    /// A number that is the same for paths that differ in case only, or in how a letter is composed.
    static func fold(_ path: [UInt8]) -> Int {
        String(decoding: path, as: UTF8.self).uppercased().lowercased().hashValue
    }

    private func firstIndex(notBefore path: [UInt8]) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries.path(at: middle).lexicographicallyPrecedes(path) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
