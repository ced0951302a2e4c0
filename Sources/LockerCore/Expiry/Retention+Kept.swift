import LockerBase
import Metadata

extension Retention {
    /// Revisions that are read at a time.
    private static let page = 1000

    /// What of `library` is kept.
    ///
    /// - Parameter now: nanoseconds since 1970 UTC.
    package func kept(
        of library: Library, in metadata: any MetadataStore, at now: Int64
    ) throws(LockerError) -> KeptRevisions {
        let current = try current(of: library, in: metadata, at: now)
        if library.newest == 0 || keepEach.isEmpty && library.missing == 0 {
            var first = library.newest
            if let count = keepLast { first = min(first, library.newest - min(count, library.newest) + 1) }
            if let current { first = min(first, current) }
            return KeptRevisions(of: library, from: max(first, library.first))
        }
        let revisions = try Retention.times(of: library, in: metadata)
        var kept: Set<Int> = [0]
        if let count = keepLast { kept.formUnion(0..<Int(min(count, Int64(revisions.count)))) }
        if let current { kept.formUnion(revisions.indices.filter { revisions[$0].number >= current }) }
        for (period, count) in keepEach { kept.formUnion(Retention.newest(of: period, count, revisions)) }
        return KeptRevisions(kept, of: revisions)
    }

    /// The oldest revision that was the newest within the span; nil without one.
    private func current(
        of library: Library, in metadata: any MetadataStore, at now: Int64
    ) throws(LockerError) -> Int64? {
        guard let seconds = keepWithin else { return nil }
        let (nanoseconds, isBeyond) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (start, isBefore) = now.subtractingReportingOverflow(nanoseconds)
        return try metadata.revisions.revision(of: library, currentAt: isBeyond || isBefore ? .min : start)
    }

    /// All revisions of `library`, newest first.
    private static func times(
        of library: Library, in metadata: any MetadataStore
    ) throws(LockerError) -> [RevisionTime] {
        var times: [RevisionTime] = []
        while true {
            let page = try metadata.revisions.list(of: library, before: times.last?.number, limit: Retention.page)
            for revision in page { times.append(RevisionTime(number: revision.number, created: revision.created)) }
            if page.count < Retention.page { return times }
        }
    }

    /// Where in `revisions`, newest first, the newest of each of the last `count` periods are.
    static func newest(of period: RetentionPeriod, _ count: Int64, _ revisions: [RevisionTime]) -> Set<Int> {
        var (places, seen) = (Set<Int>(), Set<Int64>())
        for (place, revision) in revisions.enumerated() {
            if Int64(seen.count) >= count { break }
            if seen.insert(period.number(of: revision.created)).inserted { places.insert(place) }
        }
        return places
    }
}
