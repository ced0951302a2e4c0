import FoundationEssentials
import LockerAPI
import LockerBase

/// The entries of one revision at single paths, which are asked for in path order. What lies between two of them is
/// passed over where that is much, and read with them where it is little.
public struct RevisionEntries {
    /// Entries in a page.
    private static let pages = 16...10_000

    private let reader: LibraryReader
    private let revision: UInt64
    /// What was read, but for what is before the path that was asked for last.
    private var page: ArraySlice<Locker_V1_Entry> = []
    /// How many entries the page had, and how many of these were asked for.
    private var size = 0
    private var hits = 0
    /// What is to be read lies behind this path.
    private var after = Data()
    private var isAtEnd = false
    private var limit = RevisionEntries.pages.lowerBound

    /// Looks into `revision` of the library that `reader` reads.
    public init(of reader: LibraryReader, revision: UInt64) {
        self.reader = reader
        self.revision = revision
    }

    /// The entry at `path`, which is behind those that were asked for before; nil where there is none.
    public mutating func entry(at path: Data) throws(LockerError) -> Locker_V1_Entry? {
        while true {
            page = page.drop { $0.path.lexicographicallyPrecedes(path) }
            if let first = page.first {
                guard first.path == path else { return nil }
                hits += 1
                return first
            }
            guard !isAtEnd, after.lexicographicallyPrecedes(path) else { return nil }
            try read(towards: path)
        }
    }

    /// Reads the next page, from shortly before `path` on.
    private mutating func read(towards path: Data) throws(LockerError) {
        if let near = RevisionEntries.path(before: path), after.lexicographicallyPrecedes(near) { after = near }
        // A quarter of a page that was asked for is worth a longer one.
        let isWorthIt = 4 * hits >= size
        limit =
            isWorthIt
            ? min(4 * limit, RevisionEntries.pages.upperBound) : max(limit / 4, RevisionEntries.pages.lowerBound)
        var request = Locker_V1_ListRequest()
        request.library = reader.library
        request.revision = revision
        request.after = after
        request.limit = UInt32(limit)
        request.partial = true
        let answer = try reader.connection.call(LockerMethods.list, request)
        page = answer.entries[...]
        (size, hits) = (page.count, 0)
        guard answer.more else {
            isAtEnd = true
            return
        }
        let next = try LibraryReader.next(answer.next, answer.entries.last?.path)
        guard after.lexicographicallyPrecedes(next) else {
            throw LockerError(
                .internal, "List: a page of the daemon's answer leads back to itself; its version may differ")
        }
        after = next
    }

    /// A path before `path` with as little as possible between the two; nil where none can be told.
    private static func path(before path: Data) -> Data? {
        var bytes = Array(path)
        guard let last = bytes.popLast(), last > 2 else { return nil }
        // One that ends in a `/` would be none.
        let below = last - 1 == UInt8(ascii: "/") ? last - 2 : last - 1
        for end in [[below, 0xFF], [below]] where (try? EntryPath(bytes + end)) != nil { return Data(bytes + end) }
        return nil
    }
}
