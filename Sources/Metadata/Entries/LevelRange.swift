import GRDB
import LockerBase

/// What is directly in a folder of one library, behind a place, in path order. What is below its folders is not gone
/// through: of each, one entry is looked at that is there.
struct LevelRange {
    let library: Int64
    /// Nil: the root.
    let folder: EntryPath?
    /// Paths come after these bytes.
    let lower: [UInt8]

    private var upper: [UInt8]? { folder?.boundsBelow.upper }

    /// A page of what the newest revision has.
    func newestPage(_ bounds: PageBounds, _ database: Database) throws -> StoredPage<FolderChild> {
        var page = StoredPage<FolderChild>()
        var entries = try newest(behind: lower, database)
        defer { entries.end() }
        while let entry = try entries.next() {
            page.work += 1
            guard let child = entry.path.implied(in: folder) else {
                if page.take(entry, bounds) { continue }
                return page
            }
            guard page.take(folder: child, bounds) else { return page }
            page.work += 1
            entries.end()
            entries = try newest(behind: child.placeBehind.bytes, database)
        }
        return page
    }

    private func newest(behind lower: [UInt8], _ database: Database) throws -> EntryCursor {
        try EntryRange(library: library, lower: lower, upper: upper).newest(database)
    }

    /// A page of what a revision has.
    func page(of revision: Int64, _ bounds: PageBounds, _ database: Database) throws -> StoredPage<FolderChild> {
        var page = StoredPage<FolderChild>()
        let fetch = try EntryFetch(database)
        var walk = try self.walk(revision, behind: lower, database)
        defer { walk.end() }
        var work = 0
        while let step = try walk.next() {
            var place = step.path
            if let child = step.path.implied(in: folder) {
                if step.newer != nil {
                    guard page.take(folder: child, bounds) else { return page }
                    place = child.placeBehind
                    work += walk.work
                    walk.end()
                    walk = try self.walk(revision, behind: place.bytes, database)
                }
            } else if let entry = try fetch.entry(step.newer), !page.take(entry, bounds) {
                return page
            }
            page.work = work + walk.work + page.elements.count
            if page.work >= bounds.work {
                page.next = place
                return page
            }
        }
        return page
    }

    private func walk(_ revision: Int64, behind lower: [UInt8], _ database: Database) throws -> VersionWalk {
        try VersionWalk(in: library, lower: lower, upper: upper, revisions: (revision, revision), database)
    }
}

extension StoredPage<FolderChild> {
    fileprivate mutating func take(_ entry: Entry, _ bounds: PageBounds) -> Bool {
        take(.entry(entry), at: entry.path, bytes: entry.nameBytes + PageBounds.perElement, bounds)
    }

    fileprivate mutating func take(folder: EntryPath, _ bounds: PageBounds) -> Bool {
        take(.folder(folder), at: folder.placeBehind, bytes: folder.bytes.count + PageBounds.perElement, bounds)
    }
}
