import LockerBase
import Metadata
import POSIXSupport

extension Listings {
    /// The most bytes of a place behind which a page of a folder goes on.
    private static let placeBytes = EntryPath.maximumLength + EntryPath.maximumComponentLength + 2

    /// One page of what is directly in a folder of a revision; the other parameters are those of
    /// ``entries(in:of:revision:under:after:limit:isPartial:cancellation:)``.
    ///
    /// A page of a file or a link has that alone.
    ///
    /// - Parameters:
    ///   - folder: nil for the root.
    ///   - place: the ``Page/next`` of the page before.
    public func children(
        in library: String, of caller: Caller, revision: Int64?, under folder: EntryPath?, after place: [UInt8],
        limit: Int, isPartial: Bool = false, cancellation: Cancellation? = nil
    ) throws(LockerError) -> Page<FolderChild> {
        guard place.count <= Listings.placeBytes else {
            throw LockerError(.invalidArgument, "a page of a folder goes on behind what `next` says, and nowhere else")
        }
        let library = try caller.library(named: library, in: metadata)
        let revision = revision ?? library.newest
        let after = place.isEmpty ? nil : EntryPath(known: place)
        if let folder, let entry = try metadata.entries.entry(at: folder, in: library, revision: revision) {
            let isThere = entry.kind != .folder && after == nil
            return Page(revision: revision, isThere ? [.entry(entry)] : [], more: false)
        }
        let bounds = PageBounds(after: after, elements: PageLimits.size(limit), bytes: PageLimits.bytes)
        return try page(of: revision, bounds, wholeFor: isPartial ? nil : caller.account, cancellation) {
            (bounds) throws(LockerError) in
            try metadata.entries.level(in: library, revision: revision, of: folder, bounds)
        }
    }

    /// What is in a folder of a revision, at any depth, nil for the root: counted where it lies, step by step.
    ///
    /// - Throws: ``LockerError/Code/notFound`` where there is no such folder; ``LockerError/Code/invalidArgument`` for a
    ///   file or a link; ``LockerError/Code/tooMany`` where too many such calls are under way.
    public func totals(
        of folder: EntryPath?, in library: String, of caller: Caller, revision: Int64?,
        cancellation: Cancellation? = nil
    ) throws(LockerError) -> (revision: Int64, totals: FolderTotals) {
        let library = try caller.library(named: library, in: metadata)
        let revision = revision ?? library.newest
        var totals = FolderTotals(of: folder)
        var bounds = PageBounds(elements: PageLimits.maximum, bytes: PageLimits.bytes)
        var place: AccountPlaces.Place?
        defer { withExtendedLifetime(place) {} }
        while true {
            try stop.check(cancellation)
            let part = try metadata.entries.page(in: library, revision: revision, under: folder, bounds)
            for entry in part.elements { try totals.add(entry) }
            guard let next = part.next else { break }
            if place == nil { place = try longPages.take(for: caller.account) }
            bounds.after = next
        }
        if let folder, !totals.isFolder { throw FileLookup.missing(folder, library, revision) }
        return (revision, totals)
    }
}
