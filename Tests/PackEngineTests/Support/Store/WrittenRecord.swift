import LockerBase
import PackEngine

/// A record in the bytes of a write (docs/format.md, "Record").
struct WrittenRecord {
    let digest: Digest
    /// Where it lies in its pack, its padding included.
    let range: Range<Int>

    /// The records in `bytes`, one behind the other, which are written at `offset`; none of a header or a footer.
    static func all(in bytes: [UInt8], at offset: Int) -> [WrittenRecord] {
        var records: [WrittenRecord] = []
        var start = 0
        while bytes.count - start >= PackFormat.headerLength {
            let header = Array(bytes[start..<start + PackFormat.headerLength])
            guard Array(header.prefix(4)) == Array("LKRC".utf8), header[5] != 0x7F, let digest = Digest(header[16..<48])
            else { break }
            let length = header[12..<16].reversed().reduce(0) { $0 << 8 | Int($1) }
            let end = min(bytes.count, start + PackFormat.headerLength + (length + 7) & ~7)
            records.append(WrittenRecord(digest: digest, range: offset + start..<offset + end))
            start = end
        }
        return records
    }
}
