import LockerBase

/// The index of a sealed pack: a record of its own kind whose payload is 48 bytes for each record, in file order.
///
///     0 digest    32 offset u32    36 raw length u32    40 stored length u32    44 kind u8    45 codec u8    46 zero
public struct PackFooter: Equatable, Sendable {
    public struct Entry: Equatable, Sendable {
        public let kind: RecordKind
        public let codec: Codec
        public let digest: Digest
        public let offset: Int
        public let rawLength: Int
        public let storedLength: Int

        public init(kind: RecordKind, codec: Codec, digest: Digest, offset: Int, rawLength: Int, storedLength: Int) {
            self.kind = kind
            self.codec = codec
            self.digest = digest
            self.offset = offset
            self.rawLength = rawLength
            self.storedLength = storedLength
        }

        var key: RecordKey { RecordKey(kind: kind, digest: digest) }

        /// Its place, in the pack `id`, as record number `ordinal`.
        func location(in id: UInt32, _ ordinal: Int) -> RecordLocation {
            RecordLocation(
                pack: id, offset: offset, rawLength: rawLength, storedLength: storedLength, ordinal: ordinal)
        }

        /// The header of this record, whose stored bytes have this checksum.
        func header(checksum: UInt64) -> RecordHeader {
            RecordHeader(
                kind: kind, codec: codec, rawLength: rawLength, storedLength: storedLength, digest: digest,
                payloadChecksum: checksum)
        }

        /// Where the next record starts at the earliest.
        var end: Int { offset + RecordHeader.recordLength(stored: storedLength) }
    }

    public let entries: [Entry]

    public init(_ entries: [Entry]) {
        self.entries = entries
    }

    public static let entryLength = 48
    /// The most bytes a footer's payload may have.
    public static let maximumLength = entryLength * PackFormat.maximumRecordsPerPack

    /// The bytes that sealing a pack of `count` records adds to it: footer record and trailer.
    static func sealLength(count: Int) -> Int {
        RecordHeader.recordLength(stored: count * entryLength) + PackFormat.headerLength
    }

    /// The payload of the footer record.
    public func encoded() -> [UInt8] {
        var writer = ByteWriter(capacity: entries.count * PackFooter.entryLength)
        for entry in entries {
            writer.append(entry.digest)
            writer.append(UInt32(entry.offset))
            writer.append(UInt32(entry.rawLength))
            writer.append(UInt32(entry.storedLength))
            writer.append(entry.kind.rawValue)
            writer.append(entry.codec.rawValue)
            writer.append(UInt16(0))
        }
        return writer.bytes
    }

    /// The footer that `payload` spells, or nil when it does not: a length that is no multiple of 48, a kind or
    /// codec that does not exist, records that are out of order, overlap or reach beyond `limit`, an offset in the
    /// pack.
    public static func decode(_ payload: UnsafeRawBufferPointer, limit: Int) -> PackFooter? {
        guard payload.count % entryLength == 0, payload.count <= maximumLength else { return nil }
        var entries: [Entry] = []
        entries.reserveCapacity(payload.count / entryLength)
        var end = PackFormat.headerLength
        for start in stride(from: 0, to: payload.count, by: entryLength) {
            let raw = UnsafeRawBufferPointer(rebasing: payload[start..<start + entryLength])
            guard let entry = decodeEntry(raw), entry.offset >= end, entry.end <= limit else { return nil }
            end = entry.end
            entries.append(entry)
        }
        return PackFooter(entries)
    }

    private static func decodeEntry(_ raw: UnsafeRawBufferPointer) -> Entry? {
        guard let base = raw.baseAddress, let kind = RecordKind(rawValue: raw[44]), let codec = Codec(rawValue: raw[45])
        else { return nil }
        return Entry(
            kind: kind, codec: codec, digest: Digest(copying: base),
            offset: Int(raw.integer(at: 32, as: UInt32.self)), rawLength: Int(raw.integer(at: 36, as: UInt32.self)),
            storedLength: Int(raw.integer(at: 40, as: UInt32.self)))
    }
}
