/// The last 64 bytes of a sealed pack: where its footer is.
///
///     0  magic "LKRTRAIL"   8  version u16        10 class u8     11 zero       12 pack id u32
///     16 record count u32   20 footer offset u32  24 sum of raw lengths u64     32 sum of stored lengths u64
///     40 salt u64         48 cipher u8, zero      49 zero         52 key u32, zero
///     56 checksum u64: XXH3-64 of bytes 0..<56
///
/// Salt, cipher and key are those of the pack header, and here too so that a damaged one costs no record.
public struct PackTrailer: Equatable, Sendable {
    /// Class and number of the pack, as in its header.
    public let name: PackName
    /// Records of the pack, its footer not counted.
    public let recordCount: Int
    /// Of the footer's record header, in bytes from the start of the pack.
    public let footerOffset: Int
    /// The sum of the records' lengths before compression.
    public let rawBytes: UInt64
    /// The sum of the records' lengths in the pack, without headers and padding.
    public let storedBytes: UInt64
    /// The one in the pack's header.
    public let salt: UInt64
    /// That of the pack header.
    public let version: PackVersion

    /// Takes the fields as they are; who reads a trailer checks them.
    public init(
        name: PackName, recordCount: Int, footerOffset: Int, rawBytes: UInt64, storedBytes: UInt64, salt: UInt64,
        version: PackVersion = .newest
    ) {
        self.name = name
        self.recordCount = recordCount
        self.footerOffset = footerOffset
        self.rawBytes = rawBytes
        self.storedBytes = storedBytes
        self.salt = salt
        self.version = version
    }

    var stamp: RecordStamp { RecordStamp(version: version, salt: salt) }

    private static let magic = UInt64(littleEndian: 0x4C49_4152_5452_4B4C)

    /// The 64 bytes.
    public func encoded() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: PackFormat.headerLength)
        bytes.withUnsafeMutableBytes { raw in
            raw.store(PackTrailer.magic, at: 0)
            raw.store(UInt16(version.rawValue), at: 8)
            raw.store(name.packClass.rawValue, at: 10)
            raw.store(name.id, at: 12)
            raw.store(UInt32(recordCount), at: 16)
            raw.store(UInt32(footerOffset), at: 20)
            raw.store(rawBytes, at: 24)
            raw.store(storedBytes, at: 32)
            raw.store(salt, at: 40)
            raw.store(headerChecksum(UnsafeRawBufferPointer(raw)), at: 56)
        }
        return bytes
    }

    /// The trailer in the first 64 bytes of `raw`, or nil when it is not one, is damaged, or says what is not known:
    /// the pack header tells which.
    public static func decode(_ raw: UnsafeRawBufferPointer) -> PackTrailer? {
        guard raw.count >= PackFormat.headerLength, raw.integer(at: 0) == magic,
            raw.integer(at: 56) == headerChecksum(raw),
            let version = PackVersion(rawValue: raw[8]), raw[9] == 0, let packClass = PackClass(rawValue: raw[10]),
            version == .one || raw.integer(at: 48, as: UInt64.self) == 0
        else { return nil }
        return PackTrailer(
            name: PackName(packClass, raw.integer(at: 12)), recordCount: Int(raw.integer(at: 16, as: UInt32.self)),
            footerOffset: Int(raw.integer(at: 20, as: UInt32.self)), rawBytes: raw.integer(at: 24),
            storedBytes: raw.integer(at: 32), salt: raw.integer(at: 40), version: version)
    }
}
