import MediaLayout
import MediaTestSupport
import Testing

@Suite struct FLACTests {
    @Test func metadataAndForeignTagsAreNoAudio() throws {
        for sizes in [[], [100], [4096, 70_000, 0], [Int](repeating: 0, count: 500)] {
            for front in [[], Tags.id3v2(1000), Tags.id3v2(9) + Tags.id3v2(9)] {
                for tail in [[], Tags.id3v1, Tags.ape(50) + Tags.id3v1] {
                    let file = Expected(
                        head: front + Samples.flacHead(sizes), payload: Samples.flacFrames(), tail: tail)
                    let layout = try Layout(of: file.bytes)
                    #expect(layout.format == .flac && layout.runs == file.runs)
                }
            }
        }
    }

    @Test func whatIsNoFLACIsOpaque() throws {
        let head = Samples.flacHead([100])
        let files = [
            text("fLaC"), head, head + [0xFF], head + zeros(3000), text("fLaC") + zeros(100_000),
            text("fLaC") + Samples.block(127, 4, isLast: true) + Samples.flacFrames(),
            text("fLaC") + [0x80, 0xFF, 0xFF, 0xFF] + Samples.flacFrames(),
        ]
        for (index, file) in files.enumerated() {
            let layout = try Layout(of: file)
            #expect(layout.format == .opaque && layout.covers(file.count), "\(index)")
        }
    }
}
