import MediaLayout
import MediaTestSupport
import Testing

/// MPEG audio and AAC, and the tags around them.
@Suite struct FrameTests {
    private static let heads: [[UInt8]] = [
        [], Tags.id3v2(300), Tags.id3v2(0, version: 2), Tags.id3v2(200, version: 4, flags: 0x80),
        Tags.appendedID3v2(90), Tags.id3v2(300) + Tags.id3v2(5000, version: 4), Tags.ape(500),
        Tags.id3v2(20) + Tags.ape(70), Tags.id3v2(300) + zeros(2000), zeros(70),
    ]

    private static let tails: [[UInt8]] = [
        [], Tags.id3v1, Tags.enhanced + Tags.id3v1, Tags.ape(400), Tags.ape(400, header: false),
        Tags.ape(400, header: false, flag: true), Tags.ape(90) + Tags.id3v1, Tags.id3v1 + Tags.ape(90),
        Tags.id3v1 + Tags.ape(90) + Tags.id3v1, Tags.lyrics3v1(5100) + Tags.id3v1, Tags.lyrics3v2(90_000) + Tags.id3v1,
        Tags.lyrics3v2(0), Tags.appendedID3v2(700), Tags.ape(3) + Tags.lyrics3v2(20) + Tags.enhanced + Tags.id3v1,
    ]

    @Test func tagsInFrontAndBehindAreNoAudio() throws {
        for (format, audio) in [(Format.mp3, Samples.mp3()), (.aac, Samples.aac())] {
            for (i, head) in FrameTests.heads.enumerated() {
                for (j, tail) in FrameTests.tails.enumerated() {
                    let file = Expected(head: head, payload: audio, tail: tail)
                    let layout = try Layout(of: file.bytes)
                    #expect(layout.format == format && layout.runs == file.runs, "head \(i), tail \(j)")
                }
            }
        }
    }

    @Test func everyLayerAndVersionIsKnown() throws {
        let headers: [(UInt32, Int)] = [
            (0xFFFB_9064, 417), (0xFFFB_9264, 418), (0xFFFD_A004, 626), (0xFFFF_9004, 312), (0xFFF3_8004, 208),
            (0xFFE3_8004, 417), (0xFFF5_8004, 417), (0xFFF7_8004, 276),
        ]
        for (header, length) in headers {
            let audio = (0..<4).flatMap { _ in big(header) + zeros(length - 4) }
            let layout = try Layout(of: audio)
            #expect(layout.format == .mp3 && layout.payload == [0..<audio.count], "\(String(header, radix: 16))")
        }
    }

    @Test func framesMustFollowEachOther() throws {
        let one = Samples.mp3(1)
        let changed = Samples.mp3(2) + [0xFF, 0xFB, 0x94, 0x64] + zeros(500)
        let freeFormat = (0..<4).flatMap { _ in big(UInt32(0xFFFB_0064)) + zeros(413) }
        let files = [one, one + zeros(500), changed, freeFormat, text("<html>404</html>"), [0xFF], []]
        for file in files {
            let layout = try Layout(of: file)
            #expect(layout.format == .opaque && layout.payload.isEmpty && layout.covers(file.count))
        }
        #expect(try Layout(of: Samples.mp3(2)).format == .mp3)
        #expect(try Layout(of: Array(Samples.mp3(3).dropLast(100))).format == .mp3)
    }

    @Test func sizesThatLieMakeTheFileOpaque() throws {
        let huge = text("ID3") + [3, 0, 0, 0x7F, 0x7F, 0x7F, 0x7F] + zeros(5000)
        let notSynchsafe = text("ID3") + [3, 0, 0, 0x80, 0, 0, 0] + zeros(100)
        for file in [huge, notSynchsafe, Tags.id3v2(256), Tags.id3v1, Tags.ape(10), text("ID3")] {
            let layout = try Layout(of: file)
            #expect(layout.format == .opaque && layout.covers(file.count))
        }
    }

    @Test func tagsBehindThatLieAreAudio() throws {
        let audio = Samples.mp3()
        var ape = Tags.ape(10)
        ape.replaceSubrange((ape.count - 20)..<(ape.count - 16), with: little(UInt32.max))
        let tails = [
            ape, text("LYRICSBEGIN") + text("999999LYRICS200"), text("LYRICSBEGIN") + text("12x456LYRICS200"),
            zeros(20) + text("LYRICSEND"), text("3DI") + [4, 0, 0x10, 0x7F, 0x7F, 0x7F, 0x7F],
            text("3DI") + [4, 0, 0x10, 0, 0, 0, 9], Array(Tags.id3v1.dropLast()),
        ]
        for tail in tails {
            #expect(try Layout(of: audio + tail).payload == [0..<audio.count + tail.count])
        }
    }

    @Test func theFirstFrameIsLookedForInABoundedPart() throws {
        let junk = [UInt8](repeating: 0x55, count: 65_535)
        #expect(try Layout(of: junk + Samples.mp3()).payload.first?.lowerBound == 65_535)
        #expect(try Layout(of: junk + [0x55] + Samples.mp3()).format == .opaque)
    }
}
