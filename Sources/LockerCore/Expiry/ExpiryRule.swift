import LockerBase
import Metadata

/// What is kept of each library in one run: what the operator's rule keeps, and what its account asks for.
struct ExpiryRule {
    let retention: Retention
    /// When spans end, in nanoseconds since 1970 UTC; nil where no clock is believed.
    let end: Int64?
    /// Whether it counts what people ask for.
    let honoursOwn: Bool

    func kept(of library: Library, in metadata: any MetadataStore) throws(LockerError) -> KeptRevisions {
        let own = try honoursOwn ? metadata.libraries.retention(of: library) : OwnRetention()
        return try retention.kept(of: library, beside: try own.rule(endingAt: end), in: metadata, at: end ?? 0)
    }
}
