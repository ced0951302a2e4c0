/// The header of a frame of MPEG audio or of AAC in ADTS: what is needed to find the next one.
struct AudioFrame {
    /// The bytes of a header that are looked at; shorter frames do not occur.
    static let headerSize = 7
    /// What every header begins with.
    static let firstByte: UInt8 = 0xFF

    let format: Format
    /// The bytes from this header to the next.
    let length: Int
    /// The fields that are the same in all frames of a stream.
    let stream: UInt32

    /// The frame whose header `bytes` begin with, at least ``headerSize`` of them; nil when they are no header.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= AudioFrame.headerSize, bytes[0] == AudioFrame.firstByte, bytes[1] & 0xE0 == 0xE0
        else { return nil }
        let word = UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self))
        if bytes[1] & 0xF6 == 0xF0 {
            guard let length = ADTSHeader.length(bytes) else { return nil }
            (format, self.length, stream) = (.aac, length, word & ADTSHeader.constantFields)
        } else {
            guard let length = MPEGHeader.length(word) else { return nil }
            (format, self.length, stream) = (.mp3, length, word & MPEGHeader.constantFields)
        }
    }
}
