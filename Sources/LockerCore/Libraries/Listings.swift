import LockerBase
import Metadata
import POSIXSupport

/// Lists what libraries hold, page by page.
public struct Listings: Sendable {
    let metadata: any MetadataStore
    let stop: StopCheck
    let longPages = AccountPlaces.longPages()

    /// One page of the entries of a revision, in the byte order of their paths.
    ///
    /// - Parameters:
    ///   - revision: nil for the newest.
    ///   - folder: only the entry of this path and those below it.
    ///   - after: only entries behind this path.
    ///   - limit: at most this many; 0 for ``PageLimits/maximum``, which is also the most there is.
    ///   - isPartial: whether the page may end where the work for it has become too much. Otherwise it is gone on with,
    ///     step by step.
    public func entries(
        in library: String, of caller: Caller, revision: Int64?, under folder: EntryPath?, after: EntryPath?,
        limit: Int, isPartial: Bool = false, cancellation: Cancellation? = nil
    ) throws(LockerError) -> Page<Entry> {
        let library = try caller.library(named: library, in: metadata)
        let revision = revision ?? library.newest
        let account = isPartial ? nil : caller.account
        let bounds = PageBounds(after: after, elements: PageLimits.size(limit), bytes: PageLimits.bytes)
        return try page(of: revision, bounds, wholeFor: account, cancellation) { (bounds) throws(LockerError) in
            try metadata.entries.page(in: library, revision: revision, under: folder, bounds)
        }
    }

    /// One page of what differs between two revisions, in the byte order of the paths.
    public func changes(
        in library: String, of caller: Caller, since: Int64, until: Int64?, after: EntryPath?, limit: Int,
        isPartial: Bool = false, cancellation: Cancellation? = nil
    ) throws(LockerError) -> Page<Change> {
        let library = try caller.library(named: library, in: metadata)
        let until = until ?? library.newest
        let account = isPartial ? nil : caller.account
        let bounds = PageBounds(after: after, elements: PageLimits.size(limit), bytes: PageLimits.bytes)
        return try page(of: until, bounds, wholeFor: account, cancellation) { (bounds) throws(LockerError) in
            try metadata.entries.changesPage(in: library, since: since, until: until, bounds)
        }
    }

    /// Puts a page together from the steps that it takes, each a transaction of its own with its own bound of work:
    /// nobody holds a moment of the database for long.
    ///
    /// - Parameter account: whose the page is; nil to end it after one step.
    func page<Element>(
        of revision: Int64, _ bounds: PageBounds, wholeFor account: Account?, _ cancellation: Cancellation?,
        _ step: (PageBounds) throws(LockerError) -> StoredPage<Element>
    ) throws(LockerError) -> Page<Element> {
        let limit = bounds.elements
        var bounds = bounds
        var elements: [Element] = []
        var place: AccountPlaces.Place?
        defer { withExtendedLifetime(place) {} }
        while true {
            try stop.check(cancellation)
            // Whether more follows a page that is complete, one element more tells.
            let isComplete = elements.count == limit
            bounds.elements = isComplete ? 1 : limit - elements.count
            let part = try step(bounds)
            if isComplete && !part.elements.isEmpty {
                return Page(revision: revision, elements, more: true, next: bounds.after)
            }
            elements += part.elements
            guard let next = part.next else { return Page(revision: revision, elements, more: false) }
            guard let account, !part.isFull else { return Page(revision: revision, elements, more: true, next: next) }
            if place == nil { place = try longPages.take(for: account) }
            bounds.after = next
            bounds.bytes = max(0, bounds.bytes - part.bytes)
        }
    }

    /// So many revisions are read at a time: each may have a note and the path of a folder.
    private static let revisionsAtATime = 200

    /// One page of a library's revisions, newest first, from the one before `before`: as many as fit into an answer.
    public func revisions(
        of library: String, of caller: Caller, before: Int64?, limit: Int, cancellation: Cancellation? = nil
    ) throws(LockerError) -> Page<Revision> {
        let library = try caller.library(named: library, in: metadata)
        let limit = PageLimits.size(limit)
        var (found, bytes): ([Revision], Int) = ([], 0)
        while found.count <= limit, bytes <= PageLimits.bytes {
            try stop.check(cancellation)
            let size = min(Listings.revisionsAtATime, limit + 1 - found.count)
            let part = try metadata.revisions.list(of: library, before: found.last?.number ?? before, limit: size)
            found += part
            bytes += part.reduce(0) { $0 + $1.answerBytes }
            if part.count < size { break }
        }
        let page = PageLimits.fitting(found, limit) { $0.answerBytes }
        return Page(revision: library.newest, page.elements, more: page.more)
    }
}

extension Revision {
    /// What it takes in an answer, at most.
    fileprivate var answerBytes: Int {
        let texts = [
            provenance.note, provenance.origin?.deviceName, provenance.origin?.client, provenance.origin?.version,
        ]
        let length = texts.reduce(0) { $0 + ($1?.utf8.count ?? 0) }
        return 2 * PageBounds.perElement + length + (provenance.origin?.folder.count ?? 0)
    }
}
