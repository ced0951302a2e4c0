/// A place between two pages of a skeleton.
struct OggCursor {
    /// Where the next record is in the skeleton.
    private(set) var offset = 1
    /// The bytes of all pages before.
    private(set) var file = 0
    /// The bytes of their bodies.
    private(set) var payload = 0
    private var position = OggPosition()

    /// The record here, past which the cursor moves; nil when there is none.
    mutating func next(_ skeleton: UnsafeRawBufferPointer) -> OggPageRecord? {
        guard let record = OggPageRecord(skeleton, &offset, &position) else { return nil }
        let body = record.bodySize
        file += record.headerSize + body
        payload += body
        return record
    }
}
