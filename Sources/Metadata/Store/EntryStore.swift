import LockerBase

/// The entries of libraries' revisions. See ``MetadataStore`` for what holds for every call.
public protocol EntryStore: Sendable {
    /// What a revision has at exactly this path; nil where that is nothing, or a folder that only follows from
    /// others.
    func entry(at path: EntryPath, in library: Library, revision: Int64?) throws(LockerError) -> Entry?

    /// The same for each of `paths`, all of one moment.
    func entries(at paths: [EntryPath], in library: Library, revision: Int64?) throws(LockerError) -> [Entry?]

    /// What the newest revision has at each of `paths`, folders that only follow from what lies below them too, all of
    /// one moment; nil where nothing is.
    func newest(at paths: [EntryPath], in library: Library) throws(LockerError) -> [FolderChild?]

    /// A page of the entries of one revision, in path order.
    ///
    /// - Parameter folder: Only the entry at this path, or those below it. Nil: all.
    func page(
        in library: Library, revision: Int64?, under folder: EntryPath?, _ bounds: PageBounds
    ) throws(LockerError) -> StoredPage<Entry>

    /// A page of what is directly in a folder of one revision, nil for the root, in the order of the paths of which each
    /// is made: a folder comes where what is below it would. Nothing where `folder` has an entry itself.
    ///
    /// - Parameter bounds: behind any bytes, as a page's `next` has them: they need be no path.
    func level(
        in library: Library, revision: Int64?, of folder: EntryPath?, _ bounds: PageBounds
    ) throws(LockerError) -> StoredPage<FolderChild>

    /// A page of the net changes from revision `since` to revision `until`, in path order. A path whose entry was
    /// changed and changed back, or added and removed again, is not among them.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` when `until` is before `since`.
    func changesPage(
        in library: Library, since: Int64, until: Int64?, _ bounds: PageBounds
    ) throws(LockerError) -> StoredPage<Change>
}

extension EntryStore {
    /// At most `limit` of the entries of one revision behind `after`, in path order, whatever work that takes; fewer
    /// only when no more follow.
    public func list(
        in library: Library, revision: Int64?, under folder: EntryPath?, after: EntryPath?, limit: Int
    ) throws(LockerError) -> [Entry] {
        try elements(after: after, limit: limit) { (bounds) throws(LockerError) in
            try page(in: library, revision: revision, under: folder, bounds)
        }
    }

    /// The same of the changes between two revisions.
    public func changes(
        in library: Library, since: Int64, until: Int64?, after: EntryPath?, limit: Int
    ) throws(LockerError) -> [Change] {
        try elements(after: after, limit: limit) { (bounds) throws(LockerError) in
            try changesPage(in: library, since: since, until: until, bounds)
        }
    }

    private func elements<Element>(
        after: EntryPath?, limit: Int, _ page: (PageBounds) throws(LockerError) -> StoredPage<Element>
    ) throws(LockerError) -> [Element] {
        var elements: [Element] = []
        var bounds = PageBounds(after: after, elements: limit)
        while true {
            let found = try page(bounds)
            elements += found.elements
            guard let next = found.next, elements.count < limit else { return elements }
            bounds.after = next
            bounds.elements = limit - elements.count
        }
    }
}
