import FoundationEssentials
import LockerBase

/// Where a list that comes page by page goes on.
struct PagePlace {
    private(set) var after = Data()

    /// - Parameters:
    ///   - said: where the daemon says that the next page begins; empty where it is older than such words.
    ///   - last: the last path of this one.
    /// - Throws: ``LockerError/Code/internal`` where that leads back.
    mutating func advance(to said: Data, or last: Data?) throws(LockerError) {
        let next = said.isEmpty ? last ?? Data() : said
        guard after.lexicographicallyPrecedes(next) else {
            throw LockerError(.internal, "a page of the daemon's list leads back to itself; its version may differ")
        }
        after = next
    }
}
