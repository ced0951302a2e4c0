import LockerBase

/// The 64 bytes before the stored bytes of every record.
///
///     0  magic "LKRC"       4  version u8       5  kind u8 (1 chunk, 2 recipe, 3 commit, 0x7F footer)
///     6  codec u8           7  naming and cipher u8                     8  raw length u32       12 stored length u32
///     16 digest: SHA-256 of the raw bytes       48 payload checksum u64: XXH3-64 of the stored bytes
///     56 header checksum u64: XXH3-64 of bytes 0..<56, seed = salt of the pack + offset of the record, modulo 2^64
///
/// The stored bytes follow, then padding to a multiple of 8, to be ignored.
public struct RecordHeader: Equatable, Sendable {
    /// The kind, or nil for the footer of a sealed pack.
    public let kind: RecordKind?
    /// How the payload was compressed, if it was.
    public let codec: Codec
    /// How it is named and encrypted.
    public let scheme: RecordScheme
    /// Bytes of the payload before compression.
    public let rawLength: Int
    /// Bytes of the payload in the pack, without padding.
    public let storedLength: Int
    /// The SHA-256 of the raw bytes.
    public let digest: Digest
    /// The XXH3-64 of the stored bytes.
    public let payloadChecksum: UInt64

    /// Takes the fields as they are.
    public init(
        kind: RecordKind?, codec: Codec, scheme: RecordScheme = .plain, rawLength: Int, storedLength: Int,
        digest: Digest, payloadChecksum: UInt64
    ) {
        self.kind = kind
        self.codec = codec
        self.scheme = scheme
        self.rawLength = rawLength
        self.storedLength = storedLength
        self.digest = digest
        self.payloadChecksum = payloadChecksum
    }

    /// The bytes from the start of this record to the start of the next.
    public var recordLength: Int {
        PackFormat.recordLength(stored: storedLength)
    }

    static let magic = UInt32(littleEndian: 0x4352_4B4C)
    private static let footerKind: UInt8 = 0x7F

    /// Writes the 64 bytes into `raw`, for a record at `offset` of a pack with this `stamp`.
    public func encode(into raw: UnsafeMutableRawBufferPointer, stamp: RecordStamp, offset: Int) {
        raw.store(RecordHeader.magic, at: 0)
        raw.store(stamp.version.rawValue, at: 4)
        raw.store(kind?.rawValue ?? RecordHeader.footerKind, at: 5)
        raw.store(codec.rawValue, at: 6)
        raw.store(scheme.rawValue, at: 7)
        raw.store(UInt32(truncatingIfNeeded: rawLength), at: 8)
        raw.store(UInt32(truncatingIfNeeded: storedLength), at: 12)
        digest.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: raw[16..<48]).copyMemory(from: $0) }
        raw.store(payloadChecksum, at: 48)
        raw.store(headerChecksum(UnsafeRawBufferPointer(raw), seed: stamp.salt &+ UInt64(offset)), at: 56)
    }

    /// What 64 bytes at a place where a record may begin say.
    public enum Reading: Equatable, Sendable {
        case valid(RecordHeader)
        /// A whole header that a newer program wrote: its kind, codec, naming, cipher or version is not known.
        case unknown
        /// It is not one, is damaged, lies at another offset or in another pack than it was written for, is of another
        /// version than its pack, or claims lengths that its kind may not have.
        case invalid
    }

    /// The header in the first 64 bytes of `raw`, read at `offset` of a pack with this `stamp`; nil when it is none that
    /// is known.
    public static func decode(_ raw: UnsafeRawBufferPointer, stamp: RecordStamp, offset: Int) -> RecordHeader? {
        if case .valid(let header) = read(raw, stamp: stamp, offset: offset) { header } else { nil }
    }

    /// As ``decode(_:stamp:offset:)``, and why not.
    public static func read(_ raw: UnsafeRawBufferPointer, stamp: RecordStamp, offset: Int) -> Reading {
        guard raw.count >= PackFormat.headerLength, let base = raw.baseAddress, raw.integer(at: 0) == magic,
            raw.integer(at: 56) == headerChecksum(raw, seed: stamp.salt &+ UInt64(offset))
        else { return .invalid }
        guard raw[4] == stamp.version.rawValue else { return raw[4] > PackFormat.version ? .unknown : .invalid }
        let kind = RecordKind(rawValue: raw[5])
        guard kind != nil || raw[5] == footerKind, let codec = Codec(rawValue: raw[6]),
            let scheme = RecordScheme(rawValue: raw[7])
        else { return stamp.version == .one ? .invalid : .unknown }
        let header = RecordHeader(
            kind: kind, codec: codec, scheme: scheme, rawLength: Int(raw.integer(at: 8, as: UInt32.self)),
            storedLength: Int(raw.integer(at: 12, as: UInt32.self)), digest: Digest(copying: base + 16),
            payloadChecksum: raw.integer(at: 48))
        return header.lengthsAreSane ? .valid(header) : .invalid
    }

    /// Whether `raw` is a header of the record that the index promises at `location`. Says nothing of salt and version,
    /// which the caller does not know: the digest decides in the end.
    static func matches(
        _ raw: UnsafeRawBufferPointer, kind: RecordKind, digest: Digest, location: RecordLocation
    ) -> Bool {
        guard raw.count >= PackFormat.headerLength, let base = raw.baseAddress else { return false }
        return raw.integer(at: 0) == magic && PackVersion(rawValue: raw[4]) != nil && raw[5] == kind.rawValue
            && raw[6] == location.codec.rawValue && raw[7] == location.scheme.rawValue
            && raw.integer(at: 8) == UInt32(location.rawLength)
            && raw.integer(at: 12) == UInt32(location.storedLength) && Digest(copying: base + 16) == digest
    }

    private var lengthsAreSane: Bool {
        let limit = kind?.maximumRawLength ?? PackFormat.maximumFooterLength
        guard rawLength <= limit else { return false }
        return codec == .raw ? storedLength == rawLength : storedLength < rawLength
    }
}
