import LockerBase

/// WAV and RF64: chunks of a name, a size of 32 bits, little-endian, and a body, padded to an even length; the body
/// of the first `data` chunk is the audio.
///
/// RF64 (and BW64) states 0xFFFFFFFF for sizes of 64 bits, which are in its first chunk, `ds64`. A `data` chunk that
/// is longer than the file, as of a recording that was broken off, ends where the file does. The pad byte is no
/// audio.
/// Source: "Multimedia Programming Interface and Data Specifications 1.0" (IBM and Microsoft, 1991), chapter 2; EBU
/// Tech 3306, "MBWF / RF64" (2009), section 3; ITU-R BS.2088 for BW64.
enum WAVParser {
    /// More chunks than this are not looked at.
    private static let maximumChunks = 1 << 14

    static func layout(_ window: Window) throws(LockerError) -> Layout? {
        let isWide = try window.holds(oneOf: "RF64", "BW64", at: 0)
        guard try window.holds(oneOf: "RIFF", "RF64", "BW64", at: 0), try window.holds("WAVE", at: 8),
            let body = try data(window, isWide)
        else { return nil }
        return Layout(isWide ? .rf64 : .wav, size: window.size, payload: [body])
    }

    private static func data(_ window: Window, _ isWide: Bool) throws(LockerError) -> Range<Int>? {
        var offset = 12
        var wideSize: UInt64?
        for _ in 0..<maximumChunks {
            guard let size = try window.little(UInt32.self, at: offset + 4) else { return nil }
            let body = offset + 8
            if isWide, try window.holds("ds64", at: offset), size >= 16 {
                wideSize = try window.little(UInt64.self, at: body + 8)
            }
            if try window.holds("data", at: offset) {
                let stated = size == .max ? wideSize ?? .max : UInt64(size)
                return body..<(window.end(of: body, stated) ?? window.size)
            }
            guard let next = window.end(of: body, UInt64(size) + UInt64(size & 1)) else { return nil }
            offset = next
        }
        return nil
    }
}
