/// What an Ogg stream carries: how many packets stand before its audio.
enum OggCodec {
    /// Three packets: identification, comments, setup (Vorbis I specification, section 4.2.1).
    case vorbis
    /// Two packets: identification, comments (RFC 7845, section 3).
    case opus
    /// A packet for the identification with the stream information, one for each further metadata block, the last of
    /// which is marked (RFC 9639, section 10.1).
    case flac

    /// The codec whose identification is a packet that begins with `bytes`; nil for any other.
    init?(_ bytes: UnsafeRawBufferPointer) {
        if bytes.starts(with: "\u{1}vorbis".utf8) {
            self = .vorbis
        } else if bytes.starts(with: "OpusHead".utf8) {
            self = .opus
        } else if bytes.starts(with: "\u{7F}FLAC".utf8) {
            self = .flac
        } else {
            return nil
        }
    }

    /// Whether the header packet of this number, from 0, that starts with `first` is the last one.
    func isLast(_ number: Int, first: UInt8) -> Bool {
        switch self {
        case .vorbis: number == 2
        case .opus: number == 1
        case .flac: number > 0 && first & 0x80 != 0
        }
    }
}
