/// The bytes of a page in a skeleton; ``OggSkeleton`` describes them.
extension OggPageRecord {
    private static let noGranule: UInt8 = 1 << 3
    private static let hasStep: UInt8 = 1 << 4
    private static let hasChecksum: UInt8 = 1 << 5
    private static let known: UInt8 = 0x3D

    /// Appends the record to `bytes`.
    func encode(to bytes: inout [UInt8], _ position: inout OggPosition) {
        var first = flags.rawValue & 5
        if granule == -1 { first |= OggPageRecord.noGranule }
        if sequence != position.sequence { first |= OggPageRecord.hasStep }
        if wrongChecksum != nil { first |= OggPageRecord.hasChecksum }
        bytes.append(first)
        if granule != -1 { OggPageRecord.append(granule &- position.granule, to: &bytes) }
        if sequence != position.sequence { OggPageRecord.append(sequence &- position.sequence, to: &bytes) }
        if let wrongChecksum { OggPageRecord.append(wrongChecksum, to: &bytes) }
        bytes.append(UInt8(truncatingIfNeeded: lacing.count))
        bytes.append(contentsOf: lacing)
        position.pass(self)
    }

    /// The record at `offset` of `bytes`, which then is that of the next; nil when there is none.
    init?(_ bytes: UnsafeRawBufferPointer, _ offset: inout Int, _ position: inout OggPosition) {
        var reader = OggRecordReader(bytes, offset)
        guard let first = reader.byte(), first & ~OggPageRecord.known == 0 else { return nil }
        var granule: Int64 = -1
        if first & OggPageRecord.noGranule == 0 {
            guard let delta = reader.signedNumber() else { return nil }
            granule = position.granule &+ delta
        }
        var sequence = position.sequence
        if first & OggPageRecord.hasStep != 0 {
            guard let step = reader.word() else { return nil }
            sequence &+= step
        }
        let checksum = first & OggPageRecord.hasChecksum != 0 ? reader.word() : nil
        guard checksum != nil || first & OggPageRecord.hasChecksum == 0, let lacing = reader.counted() else {
            return nil
        }
        self.init(
            flags: OggPageFlags(rawValue: first & 5), granule: granule, sequence: sequence, wrongChecksum: checksum,
            lacing: lacing)
        offset = reader.offset
        position.pass(self)
    }

    /// Seven bits a byte, lowest first, the high bit on all but the last; the sign in the lowest bit of all.
    private static func append(_ delta: Int64, to bytes: inout [UInt8]) {
        var rest = UInt64(bitPattern: delta << 1 ^ delta >> 63)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    private static func append(_ word: UInt32, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
