import LockerBase

/// Follows the header packets of an Ogg stream, page by page, up to the page that the audio starts on.
///
/// Audio starts on a page of its own, as Vorbis, Opus and FLAC in Ogg demand of their streams (Vorbis I
/// specification, appendix A.2; RFC 7845, section 3; RFC 9639, section 10.1). A file with one that does not, with
/// more than one logical stream, or with another codec is refused.
struct OggHeaders {
    enum HeaderState {
        /// More pages of headers follow.
        case more
        /// The audio starts on the next page.
        case complete
        /// Not a stream that can be taken apart.
        case refused
    }

    private var codec: OggCodec?
    private var packets = 0
    private var isInside = false
    private var isLastPacket = false
    /// The stream's serial number, which every page bears.
    private(set) var serial: UInt32 = 0
    /// The sequence number of the last page taken.
    private(set) var sequence: UInt32 = 0

    /// Whether the file begins like one in Ogg.
    static func isAhead(_ window: Window) throws(LockerError) -> Bool {
        try window.holds("OggS\0", at: 0)
    }

    /// Takes the next page, from the first one on.
    mutating func take(_ page: OggPage) -> HeaderState {
        if codec == nil {
            guard page.flags.contains(.first), let codec = OggCodec(page.body) else { return .refused }
            (self.codec, serial) = (codec, page.serial)
        } else if page.flags.contains(.first) || page.serial != serial {
            return .refused
        }
        guard page.flags.contains(.continued) == isInside else { return .refused }
        sequence = page.sequence
        return packets(of: page)
    }

    private mutating func packets(of page: OggPage) -> HeaderState {
        var offset = 0
        for (index, value) in page.lacing.enumerated() {
            if !isInside {
                guard value > 0, let codec else { return .refused }
                isLastPacket = codec.isLast(packets, first: page.body[offset])
            }
            offset += Int(value)
            isInside = value == 255
            if isInside { continue }
            packets += 1
            if isLastPacket { return index == page.lacing.count - 1 ? .complete : .refused }
        }
        return .more
    }
}
