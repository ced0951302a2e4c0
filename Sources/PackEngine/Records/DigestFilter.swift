import LockerBase

/// A set of digests in 5 bytes each, which is next to never wrong: what was inserted is in it; what was not counts as
/// in it with a probability of less than one in 100 million. What a false positive would keep goes with the next
/// filter, which places digests otherwise.
///
/// It keeps 31 bits of each digest (a *tag*) in lines of 16, one cache line each; where the line is full that the
/// digest belongs to, in the next one. A Bloom filter of 16 bits a digest is wrong about one in a thousand, so that
/// every dead pack of a thousand chunks would hold one that seems to be needed; below 3 % tags take less room than a
/// Bloom filter anyway (Fan, Andersen, Kaminsky, Mitzenmacher, "Cuckoo Filter: Practically Better Than Bloom", CoNEXT
/// 2014).
public final class DigestFilter {
    private var tables: [DigestTable]

    /// - Parameter capacity: how many digests are expected; more make it slower, not wrong.
    /// - Throws: `unavailable` when there is no memory for them.
    public init(capacity: Int) throws(LockerError) {
        tables = [try DigestTable(capacity: capacity)]
    }

    /// Adds a digest.
    ///
    /// - Throws: `unavailable` when there are more than expected, and no memory for them.
    public func insert(_ digest: Digest) throws(LockerError) {
        let key = FilteredDigest(digest)
        for table in tables.dropLast() where table.find(key) != nil { return }
        if tables[tables.count - 1].insert(key) { return }
        // A second table, since what is in the first cannot be placed anew without the digests.
        var table = try DigestTable(capacity: tables[tables.count - 1].capacity)
        _ = table.insert(key)
        tables.append(table)
    }

    /// Whether a digest was inserted.
    public func contains(_ digest: Digest) -> Bool {
        let key = FilteredDigest(digest)
        return tables.contains { $0.find(key) != nil }
    }

    /// Looks a digest up, and takes note that it was.
    public func visit(_ digest: Digest) -> DigestVisit {
        let key = FilteredDigest(digest)
        for number in tables.indices {
            if let visit = tables[number].visit(key) { return visit }
        }
        return .absent
    }
}
