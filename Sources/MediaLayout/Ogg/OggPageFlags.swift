/// The flags of an Ogg page (RFC 3533, section 6, field 3).
struct OggPageFlags: OptionSet {
    let rawValue: UInt8

    /// The first packet of the page began on an earlier one.
    static let continued = OggPageFlags(rawValue: 1)
    /// The first page of a logical stream.
    static let first = OggPageFlags(rawValue: 2)
    /// The last page of a logical stream.
    static let last = OggPageFlags(rawValue: 4)
}
