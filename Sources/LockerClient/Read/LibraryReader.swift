import FoundationEssentials
import LockerAPI
import LockerBase

/// Reads what a library holds, page by page.
public struct LibraryReader: Sendable {
    /// Whose account's library is read.
    public let connection: LockerConnection
    /// The library's name.
    public let library: String

    /// Reads the library of that name, which is looked up with each call.
    public init(connection: LockerConnection, library: String) {
        self.connection = connection
        self.library = library
    }

    /// Hands the entries of `revision` (the newest when nil), page by page in path order, to `body`; with `under`,
    /// only the entry of that path and those below it. All pages are of one revision, which is returned. A page may be
    /// empty.
    ///
    /// - Parameter isOneLevel: whether only what is directly in `under` comes, folders too that follow from what is in
    ///   them. The daemon has ``Feature/folders`` then.
    public func forEachPage(
        revision: UInt64? = nil, under: EntryPath? = nil, isOneLevel: Bool = false,
        _ body: ([Locker_V1_Entry]) throws(LockerError) -> Void
    ) throws(LockerError) -> UInt64 {
        var request = Locker_V1_ListRequest()
        request.library = library
        if let revision { request.revision = revision }
        if let under { request.under = Data(under.bytes) }
        (request.partial, request.oneLevel) = (true, isOneLevel)
        var cursor = PageCursor(LockerMethods.list.name)
        while true {
            let page = try connection.call(LockerMethods.list, request)
            try body(page.entries)
            guard page.more else { return page.revision }
            let next = try LibraryReader.next(page.next, page.entries.last?.path)
            try cursor.advance(to: next, count: page.entries.count)
            request.revision = page.revision
            request.after = cursor.after
        }
    }

    /// The entry at `path` of `revision`, or the first one below it.
    public func first(in path: EntryPath, at revision: UInt64) throws(LockerError) -> Locker_V1_Entry? {
        var request = Locker_V1_ListRequest()
        request.library = library
        request.revision = revision
        request.under = Data(path.bytes)
        request.limit = 1
        return try connection.call(LockerMethods.list, request).entries.first
    }

    /// Where the next page begins: where the daemon says, or where one that is older than such words left off.
    static func next(_ said: Data, _ last: Data?) throws(LockerError) -> Data {
        if !said.isEmpty { return said }
        guard let last else {
            throw LockerError(
                .internal, "a page of the daemon's list says that more follow, and not where; its version may differ")
        }
        return last
    }

    /// Hands what differs between two revisions (`until` is the newest when nil), page by page in path order, to
    /// `body`. Returns the later revision.
    public func forEachChangePage(
        since: UInt64, until: UInt64? = nil, _ body: ([Locker_V1_Change]) throws(LockerError) -> Void
    ) throws(LockerError) -> UInt64 {
        var request = Locker_V1_ChangesRequest()
        request.library = library
        request.since = since
        if let until { request.until = until }
        request.partial = true
        var cursor = PageCursor(LockerMethods.changes.name)
        while true {
            let page = try connection.call(LockerMethods.changes, request)
            try body(page.changes)
            guard page.more else { return page.revision }
            let next = try LibraryReader.next(page.next, page.changes.last?.path)
            try cursor.advance(to: next, count: page.changes.count)
            request.until = page.revision
            request.after = cursor.after
        }
    }

    /// The newest revisions before `before` (0: from the newest), newest first: at most `limit`, nil for all.
    public func revisions(before: UInt64 = 0, limit: Int? = nil) throws(LockerError) -> [Locker_V1_Revision] {
        var result: [Locker_V1_Revision] = []
        var request = Locker_V1_LogRequest()
        request.library = library
        request.before = before
        var cursor = PageCursor(LockerMethods.log.name)
        while true {
            request.limit = UInt32(clamping: limit.map { $0 - result.count } ?? 1000)
            let page = try connection.call(LockerMethods.log, request)
            result += page.revisions
            guard page.more, let last = page.revisions.last, limit.map({ result.count < $0 }) ?? true else {
                return result
            }
            try cursor.count(page.revisions.count)
            guard last.number > 0, request.before == 0 || last.number < request.before else {
                throw LockerError(
                    .internal, "Log: a page of the daemon's answer leads back to itself; its version may differ")
            }
            request.before = last.number
        }
    }
}
