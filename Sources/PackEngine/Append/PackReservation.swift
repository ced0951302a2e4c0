/// Room for records, one behind the other, which the thread that got it must write or abandon.
struct PackReservation {
    /// The most records that get room together.
    static let maximumRecords = 4096

    let pack: UInt32
    let file: any GrowingPack
    let stamp: RecordStamp
    let offset: Int
    /// The place of the first record in its pack.
    let ordinal: Int
    var count = 0
    var end: Int

    /// The places of `records`, which are those that the room is for.
    func locations(of records: ArraySlice<UnwrittenRecord>) -> [RecordLocation] {
        var offset = offset
        return records.enumerated().map { number, record in
            defer { offset += record.header.recordLength }
            return RecordLocation(
                pack: pack, codec: record.header.codec, scheme: record.header.scheme, offset: offset,
                rawLength: record.header.rawLength, storedLength: record.header.storedLength, ordinal: ordinal + number)
        }
    }
}
