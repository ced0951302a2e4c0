import LockerBase

/// An APE tag: items between a header and a footer of 32 bytes each, either of which may be missing.
///
/// Header and footer: `APETAGEX`, version (1000 or 2000), size, number of items, flags, 8 reserved bytes; integers of
/// 32 bits, little-endian. The size counts the items and the footer, never the header. Flags: bit 31 says that there
/// is a header, bit 30 that there is no footer, bit 29 that this is the header.
/// Source: "APEv2 specification" (wiki.hydrogenaud.io, "APEv2", "APE Tags Header", "Ape Tags Flags").
enum APETag {
    private static let headerSize = 32
    private static let hasHeader: UInt32 = 1 << 31
    private static let isHeader: UInt32 = 1 << 29

    /// Where the tag whose header is at `offset` ends; nil when there is none, or its size is past the end.
    static func end(_ window: Window, startingAt offset: Int) throws(LockerError) -> Int? {
        guard let header = try read(window, at: offset), header.flags & isHeader != 0 else { return nil }
        return window.end(of: offset, headerSize + header.size)
    }

    /// Where the tag whose footer ends at `end` starts, not before `limit`; nil when none does.
    ///
    /// A footer that speaks of a header which is not there is believed as to the items alone.
    static func start(_ window: Window, endingAt end: Int, after limit: Int) throws(LockerError) -> Int? {
        guard let footer = try read(window, at: end - headerSize), footer.flags & isHeader == 0,
            footer.size >= headerSize, footer.size <= end - limit
        else { return nil }
        let items = end - footer.size
        guard footer.flags & hasHeader != 0, items - headerSize >= limit,
            let header = try read(window, at: items - headerSize), header.flags & isHeader != 0
        else { return items }
        return items - headerSize
    }

    private static func read(_ window: Window, at offset: Int) throws(LockerError) -> (size: Int, flags: UInt32)? {
        guard try window.holds("APETAGEX", at: offset),
            let version = try window.little(UInt32.self, at: offset + 8), version == 1000 || version == 2000,
            let size = try window.little(UInt32.self, at: offset + 12),
            let flags = try window.little(UInt32.self, at: offset + 20)
        else { return nil }
        return (Int(size), flags)
    }
}
