import LockerBase
import LockerCore

/// Records of commits, each behind its length (one byte, in steps of four). Record `n` is called by 32 bytes of `n`, so
/// that records can name each other.
enum CommitTarget {
    static func check(_ input: [UInt8]) throws(FuzzFailure) {
        var records: [(digest: Digest, bytes: [UInt8])] = []
        var rest = input[...]
        while let length = rest.popFirst() {
            guard let digest = Digest([UInt8](repeating: UInt8(records.count & 0xFF), count: 32)) else { return }
            records.append((digest, Array(rest.prefix(Int(length) * 4))))
            rest = rest.dropFirst(Int(length) * 4)
        }
        for record in records {
            guard let once = try? RecordInspection.encodedAgain(record.bytes) else { continue }
            try expect(
                (try? RecordInspection.encodedAgain(once)) == once, "a record is not written as it was read")
        }
        let count = try? RecordInspection.commits(in: records)
        try expect(count ?? 0 <= records.count, "more commits than records")
    }
}
