/// What the next record of a skeleton is written relative to.
struct OggPosition {
    /// The last granule position that a page had.
    private(set) var granule: Int64 = 0
    /// The sequence number that follows the last page's, counted from the first page of audio.
    private(set) var sequence: UInt32 = 0

    mutating func pass(_ record: OggPageRecord) {
        if record.granule != -1 { granule = record.granule }
        sequence = record.sequence &+ 1
    }
}
