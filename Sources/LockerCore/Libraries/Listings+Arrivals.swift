import LockerBase
import Metadata

extension Listings {
    /// The most entries of a page that tells how their contents came.
    public static let maximumArrivals = 1000

    /// How the contents of `entries`, a page of `revision`, came to the caller, in their order; nil for what is no file.
    public func arrivals(
        of entries: [Entry], in library: String, of caller: Caller, revision: Int64
    ) throws(LockerError) -> [Arrival?] {
        let library = try caller.library(named: library, in: metadata)
        return try metadata.blobs.arrivals(of: entries, in: library, revision: revision)
    }
}
