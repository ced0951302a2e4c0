import LockerBase

/// Where a record is, as the index says it, or that it is nowhere any more. 56 bytes, little-endian:
///
///     0 digest    32 pack u32    36 offset u32    40 raw length u32    44 stored length u32    48 ordinal u32
///     52 kind u8    53 whether it was taken out u8    54 codec u8    55 naming and cipher u8
struct IndexEntry {
    let key: RecordKey
    /// Nil when the record was taken out.
    let location: RecordLocation?

    func encode(into raw: UnsafeMutableRawBufferPointer, at start: Int) {
        key.digest.withUnsafeBytes {
            UnsafeMutableRawBufferPointer(rebasing: raw[start..<start + Digest.byteCount]).copyMemory(from: $0)
        }
        let location = location ?? IndexEntry.nowhere
        raw.store(location.pack, at: start + 32)
        raw.store(UInt32(truncatingIfNeeded: location.offset), at: start + 36)
        raw.store(UInt32(truncatingIfNeeded: location.rawLength), at: start + 40)
        raw.store(UInt32(truncatingIfNeeded: location.storedLength), at: start + 44)
        raw.store(UInt32(truncatingIfNeeded: location.ordinal), at: start + 48)
        raw.store(key.kind.rawValue, at: start + 52)
        raw.store(UInt8(self.location == nil ? 1 : 0), at: start + 53)
        raw.store(location.codec.rawValue, at: start + 54)
        raw.store(location.scheme.rawValue, at: start + 55)
    }

    private static let nowhere = RecordLocation(
        pack: 0, codec: .raw, offset: 0, rawLength: 0, storedLength: 0, ordinal: 0)

    /// The entry at `start`, which the caller has checked to be inside; nil when it cannot be one.
    static func decode(_ raw: UnsafeRawBufferPointer, at start: Int) -> IndexEntry? {
        guard let base = raw.baseAddress, let kind = RecordKind(rawValue: raw[start + 52]), raw[start + 53] <= 1,
            let codec = Codec(rawValue: raw[start + 54]), let scheme = RecordScheme(rawValue: raw[start + 55])
        else { return nil }
        let key = RecordKey(kind: kind, digest: Digest(copying: base + start))
        if raw[start + 53] == 1 { return IndexEntry(key: key, location: nil) }
        let location = RecordLocation(
            pack: raw.integer(at: start + 32), codec: codec, scheme: scheme,
            offset: Int(raw.integer(at: start + 36, as: UInt32.self)),
            rawLength: Int(raw.integer(at: start + 40, as: UInt32.self)),
            storedLength: Int(raw.integer(at: start + 44, as: UInt32.self)),
            ordinal: Int(raw.integer(at: start + 48, as: UInt32.self)))
        return IndexEntry(key: key, location: location)
    }
}

extension RecordKey: Comparable {
    /// The order of the index: that of the digests, and of the kinds where these are the same.
    static func < (left: RecordKey, right: RecordKey) -> Bool {
        left.digest == right.digest ? left.kind.rawValue < right.kind.rawValue : left.digest < right.digest
    }

    /// The first four bytes of the digest, as a number that is in the order of the digests.
    var prefix: UInt32 { digest.withUnsafeBytes { UInt32(bigEndian: $0.loadUnaligned(as: UInt32.self)) } }
}
