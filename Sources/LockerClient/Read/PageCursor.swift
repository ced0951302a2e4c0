import FoundationEssentials
import LockerBase

/// Where a list that comes page by page goes on. A daemon that does not get on, or finds no end, is not followed for
/// ever.
struct PageCursor {
    /// The most pages, and the most elements of them all: more than any library has.
    private static let maximumPages = 1_000_000
    private static let maximumCount = 1 << 25

    /// What the list is called in errors: the call's name.
    let method: String
    private(set) var after = Data()
    private var pages = 0
    private var count = 0

    init(_ method: String) {
        self.method = method
    }

    /// Goes on behind `next`, once a page of `count` elements was read.
    ///
    /// - Throws: ``LockerError/Code/internal`` when that is not behind where this page began.
    mutating func advance(to next: Data, count added: Int) throws(LockerError) {
        try count(added)
        guard after.lexicographicallyPrecedes(next) else {
            throw LockerError(
                .internal, "\(method): a page of the daemon's answer leads back to itself; its version may differ")
        }
        after = next
    }

    /// Counts a page of `added` elements.
    mutating func count(_ added: Int) throws(LockerError) {
        pages += 1
        count += added
        guard pages <= PageCursor.maximumPages, count <= PageCursor.maximumCount else {
            throw LockerError(
                .internal, "\(method): the daemon's answer does not end (\(count) so far); its version may differ")
        }
    }
}
