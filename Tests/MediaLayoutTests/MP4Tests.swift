import MediaLayout
import MediaTestSupport
import Testing

@Suite struct MP4Tests {
    private let movie = Samples.box("moov", zeros(300))
    private let audio = [UInt8](repeating: 0x42, count: 5000)

    @Test func theMediaDataIsTheAudio() throws {
        let free = Samples.box("free", zeros(64))
        let mediaData = big(UInt32(audio.count + 8)) + text("mdat")
        let wide = big(UInt32(1)) + text("mdat") + big(UInt64(audio.count + 16))
        let files = [
            Expected(head: Samples.fileType + movie + free + mediaData, payload: audio),
            Expected(head: Samples.fileType + mediaData, payload: audio, tail: movie),
            Expected(head: Samples.fileType + wide, payload: audio, tail: free + movie + Tags.id3v1),
            Expected(head: movie + big(UInt32(0)) + text("mdat"), payload: audio),
            Expected(head: Samples.box("wide", []) + mediaData, payload: audio, tail: movie + zeros(100)),
        ]
        for (index, file) in files.enumerated() {
            let layout = try Layout(of: file.bytes)
            #expect(layout.format == .mp4 && layout.runs == file.runs, "\(index)")
        }
    }

    @Test func aFragmentedFileHasAPayloadRunForEachFragment() throws {
        var file = Samples.fileType + movie
        var payload: [Range<Int>] = []
        for size in [500, 600, 0, 700] {
            file +=
                Samples.box("moof", zeros(80)) + Samples.box("mdat", [UInt8](repeating: UInt8(size / 100), count: size))
            if size > 0 { payload.append(file.count - size..<file.count) }
        }
        file += Samples.box("mfra", zeros(20))
        let layout = try Layout(of: file)
        #expect(layout.payload == payload)
        #expect(layout.runs.map(\.role) == [.head, .payload, .head, .payload, .head, .payload, .tail])
        #expect(layout.covers(file.count))
        let audio = JoinedSource(layout.payload.map { PartialSource(MemorySource(file), $0) })
        #expect(try audio.holdsSameBytes(as: MemorySource(payload.flatMap { file[$0] })))
    }

    @Test func mediaDataThatIsCutOffEndsWithTheFile() throws {
        let head = Samples.fileType + movie + big(UInt32(1)) + text("mdat")
        for size in [UInt64(1 << 40), .max, UInt64(Int.max)] {
            let file = Expected(head: head + big(size), payload: audio)
            #expect(try Layout(of: file.bytes).runs == file.runs)
        }
    }

    @Test func whatHasNoTracksOrLiesIsOpaque() throws {
        let mediaData = Samples.box("mdat", audio)
        let files = [
            Samples.fileType + mediaData, Samples.fileType + movie, Samples.fileType, text("\0\0\0\u{8}ftyp"),
            Samples.fileType + big(UInt32(7)) + text("moov") + mediaData,
            Samples.fileType + big(UInt32(1 << 30)) + text("moov") + mediaData,
            Samples.fileType + big(UInt32(1)) + text("moov") + big(UInt64(15)) + mediaData,
            Samples.fileType + movie + (0..<5000).flatMap { _ in Samples.box("mdat", [1]) },
        ]
        for (index, file) in files.enumerated() {
            let layout = try Layout(of: file)
            #expect(layout.format == .opaque && layout.covers(file.count), "\(index)")
        }
    }
}
