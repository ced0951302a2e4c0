import LockerBase

/// Rows of a ``SortedTable`` one behind the other, then where each begins, then how many there are.
///
/// A row is the length of its path, the path, and the rest. Numbers are 32 bits, little-endian.
struct TablePage: Sendable {
    /// Bytes of rows from which on a page is full. A row that is longer has a page to itself.
    static let size = 64 << 10

    let bytes: [UInt8]
    let count: Int
    /// Where the table of the rows' beginnings begins, which is the end of the last row.
    private let table: Int

    private static let number = MemoryLayout<UInt32>.size

    /// - Parameter starts: where each of `rows` begins.
    init(rows: [UInt8], starts: [UInt32]) {
        var bytes = rows
        bytes.reserveCapacity(rows.count + (starts.count + 1) * TablePage.number)
        for start in starts { bytes.append(littleEndian: start) }
        bytes.append(littleEndian: UInt32(starts.count))
        self.bytes = bytes
        count = starts.count
        table = rows.count
    }

    /// The page that these bytes are; nil when they are none.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= TablePage.number else { return nil }
        count = Int(TablePage.integer(at: bytes.count - TablePage.number, of: bytes))
        table = bytes.count - (count + 1) * TablePage.number
        guard table >= 0 else { return nil }
        self.bytes = bytes
    }

    /// Calls `body` with the path of the row of this number, and with all that follows it.
    func withRow<Result>(
        _ row: Int, _ body: (_ key: UnsafeRawBufferPointer, _ rest: UnsafeRawBufferPointer) -> Result
    ) -> Result? {
        let end = row + 1 < count ? start(of: row + 1) : table
        let first = start(of: row)
        guard first + TablePage.number <= end, end <= table else { return nil }
        let key = first + TablePage.number
        let rest = key + Int(TablePage.integer(at: first, of: bytes))
        guard rest <= end else { return nil }
        return bytes.withUnsafeBytes {
            body(UnsafeRawBufferPointer(rebasing: $0[key..<rest]), UnsafeRawBufferPointer(rebasing: $0[rest..<end]))
        }
    }

    /// The number of the first row whose path is not before `key`; ``count`` when there is none.
    func firstRow(notBefore key: [UInt8]) -> Int {
        key.withUnsafeBytes { key in
            var (low, high) = (0, count)
            while low < high {
                let middle = (low + high) / 2
                let isBefore = withRow(middle) { found, _ in found.isBefore(key) } ?? false
                if isBefore { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }

    private func start(of row: Int) -> Int {
        Int(TablePage.integer(at: table + row * TablePage.number, of: bytes))
    }

    private static func integer(at offset: Int, of bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBytes { UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self)) }
    }
}
