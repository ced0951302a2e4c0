import LockerBase

/// What the pages of audio take from the head of their file: the numbers that differ between copies of a song.
struct OggStream: Equatable {
    let serial: UInt32
    /// The sequence number that follows that of the last page of the head.
    let firstSequence: UInt32

    init(serial: UInt32, firstSequence: UInt32) {
        (self.serial, self.firstSequence) = (serial, firstSequence)
    }

    /// The numbers in `head`, which ends with a whole page of the stream that its first page is of; nil when it does
    /// not. At most 64 KiB are read, however long the head: a page is looked for that ends where the head does, from
    /// the end.
    init?(head: any ByteSource) throws(LockerError) {
        let window = Window(head, capacity: OggPage.maximumSize)
        guard let serial = try window.little(UInt32.self, at: 14) else { return nil }
        let start = max(0, head.size - OggPage.maximumSize)
        guard let end = try window.bytes(at: start, upTo: OggPage.maximumSize) else { return nil }
        for offset in stride(from: end.count - OggPage.headerSize, through: 0, by: -1) {
            let rest = UnsafeRawBufferPointer(rebasing: end[offset...])
            if let page = OggPage(rest), page.bytes.count == rest.count, page.serial == serial {
                self.init(serial: serial, firstSequence: page.sequence &+ 1)
                return
            }
        }
        return nil
    }
}
