import LockerBase

/// The index of a sealed pack: a record of its own kind whose payload is 48 bytes for each record, in file order.
///
///     0 digest    32 offset u32    36 raw length u32    40 stored length u32    44 kind u8    45 codec u8
///     46 naming and cipher u8    47 zero
public struct PackFooter: Equatable, Sendable {
    /// Of all records of the pack, in file order.
    public let entries: [PackEntry]

    /// The footer of a pack with these records, which are in file order.
    public init(_ entries: [PackEntry]) {
        self.entries = entries
    }

    /// Bytes that a footer has for each record.
    public static let entryLength = PackFormat.footerEntryLength

    /// The bytes that sealing a pack of `count` records adds to it: footer record and trailer.
    static func sealLength(count: Int) -> Int {
        PackFormat.recordLength(stored: count * entryLength) + PackFormat.headerLength
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
            writer.append(entry.scheme.rawValue)
            writer.append(UInt8(0))
        }
        return writer.bytes
    }

    /// What the payload of a footer record says.
    public enum Reading: Equatable, Sendable {
        case valid(PackFooter)
        /// It has a record that a newer program wrote.
        case unknown
        case invalid
    }

    /// The footer that `payload` spells, in a pack of this version. It is none when its length is no multiple of 48, or
    /// records are out of order, overlap or reach beyond `limit`, an offset in the pack.
    public static func decode(
        _ payload: UnsafeRawBufferPointer, limit: Int, version: PackVersion = .newest
    ) -> Reading {
        guard payload.count % entryLength == 0, payload.count <= PackFormat.maximumFooterLength else { return .invalid }
        var entries: [PackEntry] = []
        entries.reserveCapacity(payload.count / entryLength)
        var end = PackFormat.headerLength
        for start in stride(from: 0, to: payload.count, by: entryLength) {
            let raw = UnsafeRawBufferPointer(rebasing: payload[start..<start + entryLength])
            guard let entry = decodeEntry(raw, version) else { return version == .one ? .invalid : .unknown }
            guard entry.offset >= end, entry.end <= limit else { return .invalid }
            end = entry.end
            entries.append(entry)
        }
        return .valid(PackFooter(entries))
    }

    /// Nil for a kind, a codec or a scheme that is not known.
    private static func decodeEntry(_ raw: UnsafeRawBufferPointer, _ version: PackVersion) -> PackEntry? {
        guard let base = raw.baseAddress, let kind = RecordKind(rawValue: raw[44]),
            let codec = Codec(rawValue: raw[45]),
            let scheme = version == .one ? .plain : RecordScheme(rawValue: raw[46])
        else { return nil }
        return PackEntry(
            kind: kind, codec: codec, scheme: scheme, digest: Digest(copying: base),
            offset: Int(raw.integer(at: 32, as: UInt32.self)), rawLength: Int(raw.integer(at: 36, as: UInt32.self)),
            storedLength: Int(raw.integer(at: 40, as: UInt32.self)))
    }
}
