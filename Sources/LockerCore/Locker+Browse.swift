import LockerBase
import Metadata

extension Locker {
    /// The most entries, changes or revisions in one page.
    public static let maximumPage = 10_000

    /// The bytes that a page may take in an answer, which has room for 4 MiB.
    private static let pageBytes = 2 << 20

    /// One page of a list, and whether more follows.
    public struct Page<Element: Sendable>: Sendable {
        /// The revision that was listed.
        public let revision: Int64
        public let elements: [Element]
        public let more: Bool

        fileprivate init(revision: Int64, _ fitting: (elements: [Element], more: Bool)) {
            self.revision = revision
            (elements, more) = fitting
        }
    }

    /// One page of the entries of a revision, in the byte order of their paths.
    ///
    /// - Parameters:
    ///   - revision: nil for the newest.
    ///   - folder: only the entry of this path and those below it.
    ///   - after: only entries behind this path.
    ///   - limit: at most this many; 0 for ``maximumPage``, which is also the most there is.
    public func entries(
        in library: String, of caller: Caller, revision: Int64?, under folder: EntryPath?, after: EntryPath?,
        limit: Int
    ) throws(LockerError) -> Page<Entry> {
        let library = try self.library(named: library, of: caller)
        let revision = revision ?? library.newest
        let limit = pageSize(limit)
        let found = try metadata.entries(
            in: library, revision: revision, under: folder, after: after, limit: limit + 1)
        return Page(revision: revision, fitting(found, limit) { $0.encodedSize })
    }

    /// One page of what differs between two revisions, in the byte order of the paths.
    public func changes(
        in library: String, of caller: Caller, since: Int64, until: Int64?, after: EntryPath?, limit: Int
    ) throws(LockerError) -> Page<Change> {
        let library = try self.library(named: library, of: caller)
        let until = until ?? library.newest
        let limit = pageSize(limit)
        let found = try metadata.changes(in: library, since: since, until: until, after: after, limit: limit + 1)
        return Page(revision: until, fitting(found, limit) { $0.path.bytes.count + ($0.entry?.encodedSize ?? 0) })
    }

    /// One page of a library's revisions, newest first, from the one before `before`.
    public func revisions(
        of library: String, of caller: Caller, before: Int64?, limit: Int
    ) throws(LockerError) -> Page<Revision> {
        let library = try self.library(named: library, of: caller)
        let limit = pageSize(limit)
        let found = try metadata.revisions(of: library, before: before, limit: limit + 1)
        return Page(revision: library.newest, fitting(found, limit) { _ in 0 })
    }

    /// What the caller's account holds, library by library.
    public func usage(of caller: Caller) throws(LockerError) -> AccountUsage {
        try metadata.usage(of: caller.account)
    }

    func library(named name: String, of caller: Caller) throws(LockerError) -> Library {
        guard let library = try metadata.library(named: name, of: caller.account) else {
            throw LockerError(
                .notFound, "'\(EntryPath.printable(name.utf8))': no such library; 'locker usage' lists the account's")
        }
        return library
    }

    func pageSize(_ limit: Int) -> Int {
        limit == 0 ? Locker.maximumPage : min(limit, Locker.maximumPage)
    }

    /// The first `limit` of `found`, or as many as fit into ``pageBytes``, and whether more follow.
    func fitting<Element>(
        _ found: [Element], _ limit: Int, size: (Element) -> Int
    ) -> (elements: [Element], more: Bool) {
        var bytes = 0
        let first = found.prefix(limit).prefix { element in
            bytes += size(element)
            return bytes <= Locker.pageBytes
        }
        return (Array(first), found.count > first.count)
    }
}

extension Entry {
    /// The bytes that an entry takes in an answer, at most: path and target, digests, numbers and what tells them apart.
    fileprivate var encodedSize: Int { path.bytes.count + (target?.count ?? 0) + 128 }
}
