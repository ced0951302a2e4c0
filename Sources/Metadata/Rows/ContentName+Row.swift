import GRDB
import LockerBase

extension ContentName {
    /// The content in the columns blob, chunk and size of `row` that start at `first`; nil without a blob.
    init?(_ row: Row, from first: Int) throws {
        guard let blob = try row.decode(Digest?.self, atIndex: first) else { return nil }
        self.init(
            blob: blob, chunk: try row.decode(atIndex: first + 1), size: try row.decode(atIndex: first + 2))
    }
}
