import LockerBase
import Metadata
import POSIXSupport

/// Numbers the records of the metadata packs in the order of their writing.
///
/// The numbers are reserved in the database block by block: one write for a thousand records. A restart leaves out
/// what is left of a block.
final class RecordNumbers: Sendable {
    /// Numbers that are reserved at a time.
    private static let block: Int64 = 1000

    private let metadata: any MetadataStore
    private let reserved = Monitor<Range<Int64>>(0..<0, rank: .recordNumbers)

    init(metadata: any MetadataStore) {
        self.metadata = metadata
    }

    /// A number that is greater than all that were handed out before.
    func next() throws(LockerError) -> UInt64 {
        try reserved.withLock { (reserved) throws(LockerError) in
            if reserved.isEmpty {
                let first = try metadata.reserveRecordNumbers(RecordNumbers.block)
                reserved = first..<first + RecordNumbers.block
            }
            defer { reserved = reserved.lowerBound + 1..<reserved.upperBound }
            return UInt64(reserved.lowerBound)
        }
    }

    /// Leaves out what is left of the block: the database counts anew.
    func forget() {
        reserved.withLock { $0 = 0..<0 }
    }
}
