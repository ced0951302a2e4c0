import LockerBase

/// A box of an ISO base media file: a size of 32 bits, big-endian, that counts header and body, and a type of four
/// characters. Size 1: 64 bits of size follow the type. Size 0: to the end of the file.
///
/// Source: ISO/IEC 14496-12, section 4.2; "QuickTime File Format" (Apple), "Atoms".
struct MP4Box {
    let type: UInt32
    let body: Range<Int>

    static let mediaData = type("mdat")
    static let movie = type("moov")
    /// The boxes that a file may begin with. QuickTime's older files have no `ftyp`.
    static let first = Set(["ftyp", "moov", "mdat", "free", "skip", "wide", "pnot"].map { type($0) })

    /// The box at `offset`; nil where none can be.
    ///
    /// A box that is longer than the file is none, except `mdat`, which ends where the file does: a download that was
    /// broken off.
    init?(_ window: Window, at offset: Int) throws(LockerError) {
        guard let size = try window.big(UInt32.self, at: offset), let type = try window.big(UInt32.self, at: offset + 4)
        else { return nil }
        var (length, header) = (UInt64(size), 8)
        if size == 0 {
            length = UInt64(window.size - offset)
        } else if size == 1 {
            guard let wide = try window.big(UInt64.self, at: offset + 8) else { return nil }
            (length, header) = (wide, 16)
        }
        let limit = type == MP4Box.mediaData ? window.size : nil
        guard length >= header, let end = window.end(of: offset, length) ?? limit else { return nil }
        self.type = type
        body = offset + header..<end
    }

    private static func type(_ name: String) -> UInt32 {
        name.utf8.reduce(0) { $0 << 8 | UInt32($1) }
    }
}
