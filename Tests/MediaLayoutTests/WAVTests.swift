import MediaLayout
import MediaTestSupport
import Testing

/// WAV, RF64 and AIFF.
@Suite struct WAVTests {
    private let format = Samples.chunk("fmt ", zeros(16))
    private let audio = [UInt8](repeating: 0x33, count: 4001)

    @Test func theDataIsTheAudioAndItsPaddingIsNot() throws {
        let info = Samples.chunk("LIST", zeros(33))
        let head = Array(Samples.riff(info + format + text("data") + little(UInt32(audio.count))))
        let files = [
            Expected(head: head, payload: audio, tail: [0] + Samples.chunk("id3 ", Tags.id3v2(40))),
            Expected(head: head, payload: audio, tail: [0]), Expected(head: head, payload: audio),
            Expected(head: head, payload: Array(audio.prefix(1000))),
        ]
        for file in files {
            let layout = try Layout(of: file.bytes)
            #expect(layout.format == .wav && layout.runs == file.runs)
        }
    }

    @Test func wideSizesAreThoseOfTheirChunk() throws {
        let tail = [0] + Samples.chunk("LIST", zeros(8))
        for name in ["RF64", "BW64"] {
            for (size, isBounded) in [(UInt64(audio.count), true), (.max, false), (1 << 40, false)] {
                let sizes = little(UInt64(1 << 33)) + little(size) + zeros(12)
                let head = Samples.riff(
                    Samples.chunk("ds64", sizes) + format + text("data") + little(UInt32.max), name)
                let file =
                    isBounded
                    ? Expected(head: head, payload: audio, tail: tail) : Expected(head: head, payload: audio + tail)
                let layout = try Layout(of: file.bytes)
                #expect(layout.format == .rf64 && layout.runs == file.runs)
            }
        }
    }

    @Test func theSoundDataIsTheAudio() throws {
        let common = Samples.chunk("COMM", zeros(18), big: true)
        let tail = [0] + Samples.chunk("ID3 ", Tags.id3v2(40), big: true)
        for kind in ["AIFF", "AIFC"] {
            let head = Samples.form(common + text("SSND") + big(UInt32(audio.count + 8)) + zeros(8), kind)
            for file in [
                Expected(head: head, payload: audio, tail: tail),
                Expected(head: head, payload: Array(audio.prefix(7))),
            ] {
                let layout = try Layout(of: file.bytes)
                #expect(layout.format == .aiff && layout.runs == file.runs)
            }
        }
    }

    @Test func withoutAudioTheFileIsOpaque() throws {
        let files = [
            Samples.riff([]), Samples.riff(format), Samples.riff(format + Samples.chunk("data", [])),
            Samples.riff(Samples.chunk("junk", [], size: .max) + Samples.chunk("data", audio)), text("RIFF"),
            Samples.form([]), Samples.form(Samples.chunk("SSND", zeros(8), big: true)),
            Samples.form(Samples.chunk("SSND", zeros(4), big: true)), text("FORM\0\0\0\0AIFF"),
        ]
        for (index, file) in files.enumerated() {
            let layout = try Layout(of: file)
            #expect(layout.format == .opaque && layout.covers(file.count), "\(index)")
        }
    }
}
