import LockerBase
import Metadata
import POSIXSupport

struct EntryModel: EntryStore {
    let content: Monitor<Content>

    func entry(at path: EntryPath, in library: Library, revision: Int64?) throws(LockerError) -> Entry? {
        try content.withLock { (content) throws(LockerError) in
            let tree = try content.tree(of: library)
            return tree.history.revisions[try content.number(revision, in: tree)][path]
        }
    }

    func entries(
        at paths: [EntryPath], in library: Library, revision: Int64?
    ) throws(LockerError) -> [Entry?] {
        try paths.map { (path) throws(LockerError) in try entry(at: path, in: library, revision: revision) }
    }

    func newest(at paths: [EntryPath], in library: Library) throws(LockerError) -> [FolderChild?] {
        try content.withLock { (content) throws(LockerError) -> [FolderChild?] in
            let newest = try content.tree(of: library).history.newest
            return paths.map { (path) -> FolderChild? in
                if let entry = newest[path] { return .entry(entry) }
                return newest.keys.contains { $0.isBelow(path) } ? .folder(path) : nil
            }
        }
    }

    func page(
        in library: Library, revision: Int64?, under folder: EntryPath?, _ bounds: PageBounds
    ) throws(LockerError) -> StoredPage<Entry> {
        try content.withLock { (content) throws(LockerError) in
            let tree = try content.tree(of: library)
            let entries = tree.history.list(try content.number(revision, in: tree), under: folder)
            return EntryModel.page(entries, bounds, at: \.path) { $0.nameBytes }
        }
    }

    func level(
        in library: Library, revision: Int64?, of folder: EntryPath?, _ bounds: PageBounds
    ) throws(LockerError) -> StoredPage<FolderChild> {
        let entries: [Entry] = try content.withLock { (content) throws(LockerError) in
            let tree = try content.tree(of: library)
            return tree.history.list(try content.number(revision, in: tree), under: folder)
        }
        var page = StoredPage<FolderChild>()
        guard bounds.elements > 0 else { return page }
        var last: EntryPath?
        for entry in entries where entry.path != folder && bounds.after.map({ $0 < entry.path }) ?? true {
            let child = entry.path.implied(in: folder)
            if child != nil && child == last { continue }
            last = child
            var (element, place) = (FolderChild.entry(entry), entry.path)
            if let child { (element, place) = (.folder(child), child.placeBehind) }
            let bytes = (child?.bytes.count ?? entry.nameBytes) + PageBounds.perElement
            guard page.take(element, at: place, bytes: bytes, bounds) else { break }
        }
        return page
    }

    func changesPage(
        in library: Library, since: Int64, until: Int64?, _ bounds: PageBounds
    ) throws(LockerError) -> StoredPage<Change> {
        try content.withLock { (content) throws(LockerError) in
            let tree = try content.tree(of: library)
            let (first, last) = (try content.number(since, in: tree), try content.number(until, in: tree))
            guard first <= last else { throw LockerError(.invalidArgument, "swap the two") }
            let gone = tree.history.gone(first, last).map { Change(path: $0, entry: nil, existed: false) }
            let differing = tree.history.changes(first, last)
                .map { Change(path: $0.path, entry: $0.new, existed: $0.old != nil) }
            let changes = (differing + gone).sorted { $0.path < $1.path }
            return EntryModel.page(changes, bounds, at: \.path) { $0.path.bytes.count + ($0.entry?.nameBytes ?? 0) }
        }
    }

    private static func page<Element>(
        _ elements: [Element], _ bounds: PageBounds, at path: (Element) -> EntryPath, bytes: (Element) -> Int
    ) -> StoredPage<Element> {
        var page = StoredPage<Element>()
        guard bounds.elements > 0 else { return page }
        for element in elements where bounds.after.map({ $0 < path(element) }) ?? true {
            let size = bytes(element) + PageBounds.perElement
            guard page.take(element, at: path(element), bytes: size, bounds) else { break }
        }
        return page
    }
}
