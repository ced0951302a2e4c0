/// What a skeleton knows of a page: all of its header but the serial number, which the stream states once, and what
/// follows from the body.
struct OggPageRecord {
    let flags: OggPageFlags
    let granule: Int64
    /// Counted from the first page of audio.
    let sequence: UInt32
    /// The page's own checksum where it is not the right one.
    var wrongChecksum: UInt32?
    /// The lacing values: a view of the bytes that the record was made from.
    let lacing: UnsafeRawBufferPointer

    init(_ page: OggPage, after stream: OggStream) {
        flags = page.flags
        granule = page.granule
        sequence = page.sequence &- stream.firstSequence
        lacing = page.lacing
    }

    init(
        flags: OggPageFlags, granule: Int64, sequence: UInt32, wrongChecksum: UInt32?, lacing: UnsafeRawBufferPointer
    ) {
        (self.flags, self.granule, self.sequence) = (flags, granule, sequence)
        (self.wrongChecksum, self.lacing) = (wrongChecksum, lacing)
    }

    /// Whether the records say the same.
    func isSame(as other: OggPageRecord) -> Bool {
        flags == other.flags && granule == other.granule && sequence == other.sequence
            && wrongChecksum == other.wrongChecksum && lacing.elementsEqual(other.lacing)
    }

    /// The bytes of the page's header and lacing.
    var headerSize: Int { OggPage.headerSize + lacing.count }

    /// The bytes of the page's body.
    var bodySize: Int { lacing.reduce(0) { $0 + Int($1) } }

    /// Writes the page's header, for a page of `stream` with `body`, to `header`, which takes
    /// ``OggPage/maximumHeaderSize`` bytes. Returns the header.
    func write(
        _ stream: OggStream, body: UnsafeRawBufferPointer, to header: UnsafeMutableRawBufferPointer
    ) -> UnsafeRawBufferPointer {
        header.storeBytes(of: OggPage.mark.littleEndian, as: UInt32.self)
        header[4] = 0
        header[5] = flags.rawValue
        header.storeBytes(of: granule.littleEndian, toByteOffset: 6, as: Int64.self)
        header.storeBytes(of: stream.serial.littleEndian, toByteOffset: 14, as: UInt32.self)
        let number = stream.firstSequence &+ sequence
        header.storeBytes(of: number.littleEndian, toByteOffset: 18, as: UInt32.self)
        header.storeBytes(of: 0, toByteOffset: 22, as: UInt32.self)
        header[26] = UInt8(truncatingIfNeeded: lacing.count)
        UnsafeMutableRawBufferPointer(rebasing: header[OggPage.headerSize...]).copyMemory(from: lacing)
        let written = UnsafeRawBufferPointer(rebasing: header[..<headerSize])
        let checksum = wrongChecksum ?? OggChecksum.update(OggChecksum.update(0, written), body)
        header.storeBytes(of: checksum.littleEndian, toByteOffset: 22, as: UInt32.self)
        return written
    }
}
