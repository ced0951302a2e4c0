/// The first 64 bytes of a pack.
///
///     0  magic "LKRPACK1"     8  version u16    10  class u8     11  zero
///     12 pack id u32          16 store id       32  salt u64     40  created u64, seconds since 1970
///     48 cipher u8, zero      49 zero           52  key u32, zero
///     56 checksum u64: XXH3-64 of bytes 0..<56
public struct PackHeader: Equatable, Sendable {
    /// Class and number of the pack.
    public let name: PackName
    /// The store that the pack belongs to.
    public let storeID: StoreID
    /// Random; part of the seed of every record header's checksum, so that a pack inside a pack (somebody
    /// uploads one) never looks like records of this one.
    public let salt: UInt64
    /// When the pack was begun, in seconds since 1970. For people to read; nothing depends on it.
    public let created: UInt64
    /// That of all records of the pack too.
    public let version: PackVersion

    /// Takes the fields as they are.
    public init(
        name: PackName, storeID: StoreID, salt: UInt64, created: UInt64, version: PackVersion = .newest
    ) {
        self.name = name
        self.storeID = storeID
        self.salt = salt
        self.created = created
        self.version = version
    }

    var stamp: RecordStamp { RecordStamp(version: version, salt: salt) }

    private static let magic = UInt64(littleEndian: 0x314B_4341_5052_4B4C)

    /// The 64 bytes. Another `number` than that of its version serves to test that it is refused.
    public func encoded(version number: Int? = nil) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: PackFormat.headerLength)
        bytes.withUnsafeMutableBytes { raw in
            raw.store(PackHeader.magic, at: 0)
            raw.store(UInt16(number ?? Int(version.rawValue)), at: 8)
            raw.store(name.packClass.rawValue, at: 10)
            raw.store(name.id, at: 12)
            raw[16..<32].copyBytes(from: storeID.bytes)
            raw.store(salt, at: 32)
            raw.store(created, at: 40)
            raw.store(headerChecksum(UnsafeRawBufferPointer(raw)), at: 56)
        }
        return bytes
    }

    /// What 64 bytes at the start of a file say.
    public enum Reading: Equatable, Sendable {
        case valid(PackHeader)
        /// A whole header, written by a version that this code does not know.
        case newer(version: Int)
        /// A whole header of a pack that is encrypted, by a program that knows how.
        case unknownCipher
        /// Not a header, or a damaged one.
        case invalid
    }

    /// Reads the header at the start of `raw`, which may be anything.
    public static func decode(_ raw: UnsafeRawBufferPointer) -> Reading {
        guard raw.count >= PackFormat.headerLength, raw.integer(at: 0) == magic,
            raw.integer(at: 56) == headerChecksum(raw)
        else { return .invalid }
        let number = raw.integer(at: 8, as: UInt16.self)
        guard number <= PackFormat.version else { return .newer(version: Int(number)) }
        guard let version = PackVersion(rawValue: UInt8(number)), let packClass = PackClass(rawValue: raw[10]),
            let storeID = StoreID(Array(raw[16..<32]))
        else { return .invalid }
        guard version == .one || raw.integer(at: 48, as: UInt64.self) == 0 else { return .unknownCipher }
        return .valid(
            PackHeader(
                name: PackName(packClass, raw.integer(at: 12)), storeID: storeID, salt: raw.integer(at: 32),
                created: raw.integer(at: 40), version: version))
    }
}
