import FoundationEssentials
import LockerAPI

/// Entries of a library in the byte order of their paths, each path once. One takes some tens of bytes more than its
/// path, so that a million of them can be held.
struct EntryList: RandomAccessCollection, Sendable {
    private struct Row {
        /// Of its path, with what follows it, among the bytes of its page.
        let start: Int
        let path: UInt32
        let target: UInt32
        let hasBlob: Bool
        let kind: UInt8
        /// Permission bits; ``noMode`` where they are not known.
        let mode: UInt16
        let size: UInt64
        let modified: Int64
    }

    /// What was listed at once, in no more memory than it takes.
    private struct Page {
        let rows: [Row]
        let bytes: [UInt8]
    }

    private static let blobBytes = 32
    private static let noMode = UInt16.max

    private let keepsBlobs: Bool
    private var pages: [Page] = []
    /// The number of the first entry of each page.
    private var starts: [Int] = []
    private var isSorted = true
    private(set) var endIndex = 0
    /// Of regular files, and their bytes.
    private(set) var files = (count: 0, bytes: 0)

    var startIndex: Int { 0 }

    /// - Parameter keepsBlobs: whether entries come back with their blobs.
    init(_ entries: [Locker_V1_Entry] = [], keepsBlobs: Bool = true) {
        self.keepsBlobs = keepsBlobs
        append(entries)
    }

    /// The entry, without its track.
    subscript(index: Int) -> Locker_V1_Entry {
        let (page, row) = place(of: index)
        let target = row.start + Int(row.path)
        let blob = target + Int(row.target)
        var entry = Locker_V1_Entry()
        entry.path = Data(page.bytes[row.start..<target])
        entry.kind = Locker_V1_Kind(rawValue: Int(row.kind)) ?? .unspecified
        entry.size = row.size
        entry.modified = row.modified
        if row.target > 0 { entry.target = Data(page.bytes[target..<blob]) }
        if row.hasBlob { entry.blob = Data(page.bytes[blob..<blob + EntryList.blobBytes]) }
        if row.mode != EntryList.noMode { entry.mode = UInt32(row.mode) }
        return entry
    }

    /// The path of the entry of this number.
    func path(at index: Int) -> ArraySlice<UInt8> {
        let (page, row) = place(of: index)
        return page.bytes[row.start..<row.start + Int(row.path)]
    }

    /// Adds a page of a listing.
    mutating func append(_ entries: [Locker_V1_Entry]) {
        guard !entries.isEmpty else { return }
        let total = entries.reduce(0) { $0 + $1.path.count + $1.target.count + EntryList.blobBytes }
        var (rows, bytes) = ([Row](), [UInt8]())
        rows.reserveCapacity(entries.count)
        bytes.reserveCapacity(keepsBlobs ? total : total - entries.count * EntryList.blobBytes)
        var last = isEmpty ? nil : Data(path(at: endIndex - 1))
        for entry in entries {
            isSorted = isSorted && (last.map { $0.lexicographicallyPrecedes(entry.path) } ?? true)
            last = entry.path
            let hasBlob = keepsBlobs && entry.blob.count == EntryList.blobBytes
            rows.append(
                Row(
                    start: bytes.count, path: UInt32(entry.path.count), target: UInt32(entry.target.count),
                    hasBlob: hasBlob, kind: UInt8(exactly: entry.kind.rawValue) ?? .max,
                    mode: entry.hasMode ? UInt16(entry.mode & 0o777) : EntryList.noMode, size: entry.size,
                    modified: entry.modified))
            bytes.append(contentsOf: entry.path)
            bytes.append(contentsOf: entry.target)
            if hasBlob { bytes.append(contentsOf: entry.blob) }
            if entry.kind == .file { files = (files.count + 1, files.bytes.adding(Int(clamping: entry.size))) }
        }
        starts.append(endIndex)
        pages.append(Page(rows: rows, bytes: bytes))
        endIndex += entries.count
    }

    /// Puts the entries in path order where they did not come so, and takes out those whose path comes again.
    mutating func sort() -> [Skipped] {
        guard !isSorted else { return [] }
        let entries = self.sorted { $0.path.lexicographicallyPrecedes($1.path) }
        var (kept, repeated): ([Locker_V1_Entry], [Skipped]) = ([], [])
        for entry in entries {
            if entry.path == kept.last?.path {
                repeated.append(Skipped(path: Array(entry.path), reason: "the daemon lists it more than once"))
            } else {
                kept.append(entry)
            }
        }
        self = EntryList(kept, keepsBlobs: keepsBlobs)
        return repeated
    }

    private func place(of index: Int) -> (Page, Row) {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= index { low = middle } else { high = middle }
        }
        return (pages[low], pages[low].rows[index - starts[low]])
    }
}
