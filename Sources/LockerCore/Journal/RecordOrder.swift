/// The place of a record of the metadata packs among all: packs are rewritten, so where it lies says nothing.
struct RecordOrder: Comparable {
    /// 0 for records that are older than the number.
    let sequence: UInt64
    /// Nanoseconds since 1970 UTC.
    let created: Int64

    static func < (left: RecordOrder, right: RecordOrder) -> Bool {
        (left.sequence, left.created) < (right.sequence, right.created)
    }
}
