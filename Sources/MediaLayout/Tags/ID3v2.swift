import LockerBase

/// An ID3v2 tag: 10 bytes of header, a body of the size that the header states, and in version 2.4 perhaps a footer.
///
/// The size is 28 bits in four bytes whose high bits are zero ("synchsafe"), without header and footer. Padding and
/// unsynchronisation lie within it. A tag behind the audio has a footer, a copy of its header with `3DI` for `ID3`.
/// Source: "ID3 tag version 2.4.0 - Main Structure" (id3.org, 2000), sections 3.1, 3.4, 5; 2.2 and 2.3 have the same
/// header and no footer.
enum ID3v2 {
    private static let headerSize = 10
    private static let footerFlag: UInt8 = 0x10

    /// Where the tag that starts at `offset` ends; nil when none does, or its size is past the end.
    static func end(_ window: Window, startingAt offset: Int) throws(LockerError) -> Int? {
        guard try window.holds("ID3", at: offset), let header = try read(window, at: offset) else { return nil }
        let footer = header.hasFooter ? headerSize : 0
        return window.end(of: offset, headerSize + header.size + footer)
    }

    /// Where the tag whose footer ends at `end` starts, not before `limit`; nil when none does.
    static func start(_ window: Window, endingAt end: Int, after limit: Int) throws(LockerError) -> Int? {
        guard try window.holds("3DI", at: end - headerSize),
            let footer = try read(window, at: end - headerSize), footer.hasFooter
        else { return nil }
        let start = end - headerSize - footer.size - headerSize
        guard start >= limit, try window.holds("ID3", at: start) else { return nil }
        return start
    }

    private static func read(_ window: Window, at offset: Int) throws(LockerError) -> (size: Int, hasFooter: Bool)? {
        guard let raw = try window.bytes(at: offset, count: headerSize) else { return nil }
        let version = raw[3]
        let size = raw[6..<10]
        guard (2...4).contains(version), raw[4] != 0xFF, size.allSatisfy({ $0 < 0x80 }) else { return nil }
        return (size.reduce(0) { $0 << 7 | Int($1) }, version == 4 && raw[5] & footerFlag != 0)
    }
}
