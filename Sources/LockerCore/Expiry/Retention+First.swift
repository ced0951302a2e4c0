import LockerBase
import Metadata

extension Retention {
    /// The first revision of `library` that is kept.
    ///
    /// - Parameter now: nanoseconds since 1970 UTC.
    func first(
        of library: Library, in metadata: any MetadataStore, at now: Int64
    ) throws(LockerError) -> Int64 {
        var first = library.newest
        if let count = keepLast { first = min(first, library.newest - min(count, library.newest) + 1) }
        if let seconds = keepWithin {
            let (nanoseconds, isBeyond) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
            let (start, isBefore) = now.subtractingReportingOverflow(nanoseconds)
            let current = try metadata.revisions.revision(of: library, currentAt: isBeyond || isBefore ? .min : start)
            first = min(first, current)
        }
        return max(first, library.first)
    }
}
