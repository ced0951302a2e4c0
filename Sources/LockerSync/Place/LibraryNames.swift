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
        var folded: [Int] = []
        folded.reserveCapacity(count)
        try LibraryNames.reading { () throws(LockerError) in
            var (entries, last) = (entries.reader(), [UInt8]())
            while let path = try entries.next()?.key {
                // In path order the folders that are new are those behind what it has in common with the one before.
                let common = zip(path, last).prefix { $0 == $1 }.count
                let ends = path.indices.dropFirst(common).filter { path[$0] == UInt8(ascii: "/") } + [path.count]
                for end in ends { folded.append(LibraryNames.fold(Array(path[..<end]))) }
                last = path
            }
        }
        folded.sort()
        return Set(zip(folded, folded.dropFirst()).lazy.filter { $0 == $1 }.map(\.0))
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
