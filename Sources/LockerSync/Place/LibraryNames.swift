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

    /// What several paths, of entries or folders, have in common that some disk may take for one (``TwinPaths/fold(_:)``).
    func twins() throws(SystemError) -> Set<Int> {
        try LibraryNames.reading { () throws(LockerError) in try TwinPaths.find(in: entries) }
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
