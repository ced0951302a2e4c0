import LockerBase

/// A record of a pack, as the pack's footer has it: everything but its bytes.
public struct PackEntry: Equatable, Sendable {
    /// What the record is.
    public let kind: RecordKind
    /// How its bytes were compressed, if they were.
    public let codec: Codec
    /// How it is named and encrypted.
    public let scheme: RecordScheme
    /// The SHA-256 of its bytes before compression.
    public let digest: Digest
    /// Of its header, in bytes from the start of the pack.
    public let offset: Int
    /// Bytes before compression.
    public let rawLength: Int
    /// Bytes in the pack, without header and padding.
    public let storedLength: Int

    /// Takes the fields as they are; who reads a footer checks them.
    public init(
        kind: RecordKind, codec: Codec, scheme: RecordScheme = .plain, digest: Digest, offset: Int, rawLength: Int,
        storedLength: Int
    ) {
        self.kind = kind
        self.codec = codec
        self.scheme = scheme
        self.digest = digest
        self.offset = offset
        self.rawLength = rawLength
        self.storedLength = storedLength
    }

    var key: RecordKey { RecordKey(kind: kind, digest: digest) }

    /// Its place, in the pack `id`, as record number `ordinal`.
    func location(in id: UInt32, _ ordinal: Int) -> RecordLocation {
        RecordLocation(
            pack: id, codec: codec, scheme: scheme, offset: offset, rawLength: rawLength, storedLength: storedLength,
            ordinal: ordinal)
    }

    /// The header of this record, whose stored bytes have this checksum.
    func header(checksum: UInt64) -> RecordHeader {
        RecordHeader(
            kind: kind, codec: codec, scheme: scheme, rawLength: rawLength, storedLength: storedLength,
            digest: digest, payloadChecksum: checksum)
    }

    /// Where the next record starts at the earliest.
    var end: Int { offset + PackFormat.recordLength(stored: storedLength) }
}

/// A record of a pack, and how many stand before it.
typealias NumberedEntry = (ordinal: Int, entry: PackEntry)
