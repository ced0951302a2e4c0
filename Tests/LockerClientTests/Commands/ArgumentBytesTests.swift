import LockerCommands
import LockerTestSupport
import Testing

@Suite struct ArgumentBytesTests {
    @Test func `any bytes come back as they were`() {
        var random = SplitMix64(seed: 7)
        let samples: [[UInt8]] = [
            [], Array("Bj\u{F6}rk/\u{1F3B5}.mp3".utf8), [0x62, 0xFF], [0xC3], [0xC3, 0x28], [0xED, 0xA0, 0x80],
            [0xC0, 0xAF],
            Array("\u{10FF41}\u{10FFFF}".utf8), Array(0...255),
        ]
        for bytes in samples + (0..<500).map({ random.bytes($0 % 24) }) {
            #expect(ArgumentBytes.bytes(of: ArgumentBytes.text(of: bytes)) == bytes)
        }
    }

    @Test func `text stays text`() {
        #expect(
            ArgumentBytes.text(of: Array("e\u{301}l\u{E9}ment".utf8)).unicodeScalars.elementsEqual(
                "e\u{301}l\u{E9}ment".unicodeScalars))
    }
}
