/// An entry at its place in an archive: which fields it needs, and how long they are.
///
/// ``ZIPLayout`` counts on it before anything is written, so what it writes is as long as this says.
struct ZIPPlace {
    let entry: ZIPEntry
    /// Of its local header.
    let offset: UInt64
    let name: [UInt8]

    /// The first size, and the first offset, that 32 bits cannot tell: all ones say that they are told elsewhere.
    static let large: UInt64 = 0xFFFF_FFFF
    /// Headers of extra fields: two bytes for what it is, and two for its length.
    private static let extraHeader = 4

    init(_ entry: ZIPEntry, at offset: UInt64) {
        self.entry = entry
        self.offset = offset
        name = ZIPName.name(of: entry.path, isFolder: entry.kind == .folder)
    }

    /// Whether its size takes 64 bits.
    var isLarge: Bool { entry.size >= ZIPPlace.large }

    /// Whether its offset takes 64 bits.
    var isFar: Bool { offset >= ZIPPlace.large }

    /// Its time, if 32 bits can tell it. Unpacking programs take no other from the field 0x5455.
    var timestamp: Int32? { Int32(exactly: entry.modified) }

    /// Of the header before its content.
    var localLength: UInt64 {
        UInt64(30 + name.count + timestampLength + (isLarge ? ZIPPlace.extraHeader + 16 : 0))
    }

    /// Of what tells the checksum behind the content. What has no content has none.
    var descriptorLength: UInt64 {
        guard entry.size > 0 else { return 0 }
        return isLarge ? 24 : 16
    }

    /// Of the header in the directory.
    var centralLength: UInt64 {
        UInt64(46 + name.count + timestampLength + (wideLength > 0 ? ZIPPlace.extraHeader + wideLength : 0))
    }

    /// Of the numbers in the directory that take 64 bits.
    var wideLength: Int { (isLarge ? 16 : 0) + (isFar ? 8 : 0) }

    private var timestampLength: Int { timestamp == nil ? 0 : ZIPPlace.extraHeader + 5 }
}
