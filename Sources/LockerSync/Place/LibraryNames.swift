import Glibc
import LockerAPI
import LockerBase
import POSIXSupport

/// The paths of a library, to be looked up.
struct LibraryNames: Sendable {
    private let entries: SortedTable<Locker_V1_Entry>

    init(_ entries: SortedTable<Locker_V1_Entry> = SortedTable()) {
        self.entries = entries
    }

    var count: Int { entries.count }

    /// The number of the entry at `path`; nil where there is none.
    func number(of path: [UInt8]) throws(SystemError) -> Int? {
        try LibraryNames.reading { () throws(LockerError) in try entries.index(of: path) }
    }

    /// The path of the entry of this number.
    func path(of number: Int) throws(SystemError) -> [UInt8] {
        try LibraryNames.reading { () throws(LockerError) in try entries.key(at: number) }
    }

    /// Whether the library has an entry at `path`, or a folder.
    func contains(_ path: [UInt8]) throws(SystemError) -> Bool {
        try LibraryNames.reading { () throws(LockerError) in
            if try entries.contains(path) { return true }
            return try entries.contains(startingWith: path + [UInt8(ascii: "/")])
        }
    }

    /// What several paths, of entries or folders, have in common that some disk may take for one (their ``fold(_:)``).
    func twins() throws(SystemError) -> Set<Int> {
        // Of many paths a set would take tens of MB: a first pass rules most of them out, by one of 2^24 bits each.
        var likely: Set<Int>?
        if count > 400_000 {
            var (seen, found) = ([UInt64](repeating: 0, count: 1 << 18), Set<Int>())
            try forEachFold { folded in
                let (word, bit) = ((folded >> 6) & (seen.count - 1), UInt64(1) << UInt64(folded & 63))
                if seen[word] & bit != 0 { found.insert(folded) }
                seen[word] |= bit
            }
            likely = found
        }
        var (once, twice) = (Set<Int>(), Set<Int>())
        try forEachFold { folded in
            if likely?.contains(folded) ?? true, !once.insert(folded).inserted { twice.insert(folded) }
        }
        return twice
    }

    /// Calls `body` with the ``fold(_:)`` of each path, of entries and folders.
    private func forEachFold(_ body: (Int) -> Void) throws(SystemError) {
        try LibraryNames.reading { () throws(LockerError) in
            var (entries, last) = (entries.reader(), [UInt8]())
            while let path = try entries.next()?.key {
                // In path order the folders that are new are those behind what it has in common with the one before.
                let common = zip(path, last).prefix { $0 == $1 }.count
                let ends = path.indices.dropFirst(common).filter { path[$0] == UInt8(ascii: "/") } + [path.count]
                for end in ends { body(LibraryNames.fold(Array(path[..<end]))) }
                last = path
            }
        }
    }

    /// A number that is the same for paths that differ in case only, or in how a letter is composed.
    static func fold(_ path: [UInt8]) -> Int {
        String(decoding: path, as: UTF8.self).uppercased().lowercased().hashValue
    }

    /// Says what cannot be read as the disk says it.
    private static func reading<Result>(_ body: () throws(LockerError) -> Result) throws(SystemError) -> Result {
        do {
            return try body()
        } catch {
            throw error.cause as? SystemError ?? SystemError("pread", on: "temporary file", number: EIO)
        }
    }
}
