import LockerBase

/// What the index knows of one pack. 92 bytes behind the pack id, little-endian:
///
///     0 class u8    1 sealed u8    2 version u8    3 zero    4 size u64
///     12 for chunk, recipe, commit: records u64, raw u64, stored u64
///     84 verified u64
struct PackRow: Equatable {
    let name: PackName
    /// Whether the pack is sealed and every record of it is in the index: it need not be opened at start.
    let isSealed: Bool
    /// The size of its file, exact when sealed.
    let size: Int
    /// Its records that are in the index.
    let tallies: KindTallies
    let version: PackVersion
    /// When all of it was last read and checked, in seconds since 1970 UTC; 0 for never.
    var verified: UInt64 = 0

    func encoded() -> [UInt8] {
        var writer = ByteWriter(capacity: 92)
        writer.append(name.packClass.rawValue)
        writer.append(UInt8(isSealed ? 1 : 0))
        writer.append(version.rawValue)
        writer.append(UInt8(0))
        writer.append(UInt64(size))
        for kind in RecordKind.allCases {
            writer.append(UInt64(tallies[kind].records))
            writer.append(UInt64(tallies[kind].rawBytes))
            writer.append(UInt64(tallies[kind].storedBytes))
        }
        writer.append(verified)
        return writer.bytes
    }

    /// The row that `value` spells; nil when no pack can be so.
    static func decode(id: UInt32, _ value: UnsafeRawBufferPointer) -> PackRow? {
        var reader = ByteReader(value)
        guard let classByte = reader.read(UInt8.self), let packClass = PackClass(rawValue: classByte),
            let sealed = reader.read(UInt8.self), sealed <= 1,
            let version = reader.read(UInt8.self).flatMap(PackVersion.init), reader.read(UInt8.self) == 0,
            let size = reader.read(UInt64.self), size <= UInt64(UInt32.max)
        else { return nil }
        var tallies = KindTallies()
        for kind in RecordKind.allCases {
            guard let records = reader.read(UInt64.self), records <= UInt64(PackFormat.maximumRecordsPerPack),
                let rawBytes = reader.read(UInt64.self), rawBytes <= records * UInt64(UInt32.max),
                let storedBytes = reader.read(UInt64.self), storedBytes <= rawBytes
            else { return nil }
            tallies[kind] = RecordTally(
                records: Int(records), rawBytes: Int(rawBytes), storedBytes: Int(storedBytes))
        }
        guard let verified = reader.read(UInt64.self) else { return nil }
        return PackRow(
            name: PackName(packClass, id), isSealed: sealed == 1, size: Int(size), tallies: tallies,
            version: version, verified: verified)
    }
}

extension PackRow {
    /// The bytes of a sealed pack that are no records: its header, its footer and its trailer.
    var overhead: Int { PackFormat.headerLength + PackFooter.sealLength(count: tallies.total.records) }
}
