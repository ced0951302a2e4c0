/// Where a record is, how long, and how its stored bytes become its raw ones.
public struct RecordLocation: Hashable, Sendable {
    /// The id of its pack; the kind of the record tells the class.
    public let pack: UInt32
    /// How its stored bytes become its raw bytes.
    public let codec: Codec
    /// How it is named and encrypted.
    public let scheme: RecordScheme
    /// Of its header, in bytes from the start of the pack.
    public let offset: Int
    /// Bytes before compression.
    public let rawLength: Int
    /// Bytes in the pack, without header and padding.
    public let storedLength: Int
    /// How many records stand before it in its pack.
    public let ordinal: Int

    /// Takes the fields as they are.
    public init(
        pack: UInt32, codec: Codec, scheme: RecordScheme = .plain, offset: Int, rawLength: Int, storedLength: Int,
        ordinal: Int
    ) {
        self.pack = pack
        self.codec = codec
        self.scheme = scheme
        self.offset = offset
        self.rawLength = rawLength
        self.storedLength = storedLength
        self.ordinal = ordinal
    }

    /// Where the next record starts at the earliest.
    var end: Int { offset + PackFormat.recordLength(stored: storedLength) }
}
