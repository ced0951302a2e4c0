import LockerBase
import Metadata

extension Retention {
    /// What of `library` is kept, by this rule and by `own`.
    ///
    /// - Parameters:
    ///   - own: what its account asks for; nil for nothing.
    ///   - now: nanoseconds since 1970 UTC.
    package func kept(
        of library: Library, beside own: Retention? = nil, in metadata: any MetadataStore, at now: Int64
    ) throws(LockerError) -> KeptRevisions {
        let goesByPeriods = !keepEach.isEmpty || !(own?.keepEach.isEmpty ?? true)
        if library.newest == 0 || !goesByPeriods && library.missing == 0 {
            let first = try first(of: library, in: metadata, at: now)
            let wished = try own?.first(of: library, in: metadata, at: now) ?? first
            return KeptRevisions(of: library, from: min(first, wished), keptByOwn: max(0, first - wished))
        }
        let revisions = try metadata.revisions.times(of: library)
        let kept = try places(in: revisions, of: library, in: metadata, at: now)
        let wished = try own?.places(in: revisions, of: library, in: metadata, at: now) ?? []
        let all = kept.union(wished)
        return KeptRevisions(all, of: revisions, keptByOwn: Int64(all.count - kept.count))
    }

    /// The first revision of `library` that is kept by a number or a span; all after it are.
    private func first(
        of library: Library, in metadata: any MetadataStore, at now: Int64
    ) throws(LockerError) -> Int64 {
        var first = library.newest
        if let count = keepLast { first = min(first, library.newest - min(count, library.newest) + 1) }
        if let current = try current(of: library, in: metadata, at: now) { first = min(first, current) }
        return max(first, library.first)
    }

    /// Where in `revisions`, all that `library` has, newest first, those are that are kept.
    private func places(
        in revisions: [RevisionTime], of library: Library, in metadata: any MetadataStore, at now: Int64
    ) throws(LockerError) -> Set<Int> {
        var kept: Set<Int> = [0]
        if let count = keepLast { kept.formUnion(0..<Int(min(count, Int64(revisions.count)))) }
        if let current = try current(of: library, in: metadata, at: now) {
            kept.formUnion(revisions.indices.filter { revisions[$0].number >= current })
        }
        for (period, count) in keepEach { kept.formUnion(Retention.newest(of: period, count, revisions)) }
        return kept
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
