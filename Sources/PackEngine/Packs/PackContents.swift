import LockerBase

/// What a pack says of itself: sealed with a footer, or not.
enum PackContents {
    /// Footer and trailer are whole.
    case sealed([PackEntry], PackVersion)
    /// To be scanned for records with this stamp.
    case unsealed(RecordStamp)
    /// Neither header nor trailer is one.
    case unreadable(reason: String)

    /// - Throws: also that a newer program wrote it.
    static func read(
        _ file: any StoredPack, name: PackName, size: Int, storeID: StoreID
    ) throws(StorageError) -> PackContents {
        var stamp: RecordStamp?
        if let trailer = try readTrailer(file, name: name, size: size) {
            if let entries = try readFooter(file, trailer, size: size) { return .sealed(entries, trailer.version) }
            stamp = trailer.stamp
        }
        switch try readHeader(file) {
        case .valid(let header) where header.name != name || header.storeID != storeID:
            return .unreadable(reason: "it belongs to another store or has another name")
        case .valid(let header): return .unsealed(header.stamp)
        case .newer, .unknownCipher: throw .needsNewerProgram(name)
        case .invalid:
            if let stamp { return .unsealed(stamp) }
            return .unreadable(reason: "its header is damaged or cannot be read")
        }
    }

    static func readHeader(_ file: any StoredPack) throws(StorageError) -> PackHeader.Reading {
        try read(file, at: 0, count: PackFormat.headerLength).map { $0.withRawBytes(PackHeader.decode) } ?? .invalid
    }

    static func readTrailer(_ file: any StoredPack, name: PackName, size: Int) throws(StorageError) -> PackTrailer? {
        let offset = size - PackFormat.headerLength
        guard offset >= PackFormat.headerLength,
            let bytes = try read(file, at: offset, count: PackFormat.headerLength),
            let trailer = bytes.withRawBytes(PackTrailer.decode), trailer.name == name
        else { return nil }
        return trailer
    }

    private static func readFooter(
        _ file: any StoredPack, _ trailer: PackTrailer, size: Int
    ) throws(StorageError) -> [PackEntry]? {
        guard trailer.footerOffset + PackFooter.sealLength(count: trailer.recordCount) == size,
            let bytes = try read(file, at: trailer.footerOffset, count: PackFormat.headerLength),
            let header = bytes.withRawBytes({
                RecordHeader.decode($0, stamp: trailer.stamp, offset: trailer.footerOffset)
            }),
            header.kind == nil, header.codec == .raw,
            header.storedLength == trailer.recordCount * PackFooter.entryLength,
            let payload = try read(
                file, at: trailer.footerOffset + PackFormat.headerLength, count: header.storedLength)
        else { return nil }
        let footer = payload.withRawBytes { raw -> PackFooter.Reading in
            guard checksum(raw) == header.payloadChecksum else { return .invalid }
            return PackFooter.decode(raw, limit: trailer.footerOffset, version: trailer.version)
        }
        switch footer {
        case .valid(let footer): return footer.entries
        case .unknown: throw .needsNewerProgram(trailer.name)
        case .invalid: return nil
        }
    }

    /// `count` bytes, or nil when the file has fewer or they cannot be read: what else the pack says of itself may do
    /// without them. The caller has checked the count against the file's size.
    private static func read(_ file: any StoredPack, at offset: Int, count: Int) throws(StorageError) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        do throws(StorageError) {
            let found = try bytes.withMutableRawBytes { (raw) throws(StorageError) in
                try file.read(into: raw, at: offset)
            }
            return found == count ? bytes : nil
        } catch  where error.isDamage {
            return nil
        }
    }
}
