import ContentChunking
import LockerBase
import LockerTestSupport
import MediaLayout
import MediaTestSupport
import Recipes
import Testing

@Suite struct FileCutterTests {
    @Test(arguments: [1, 4_095, 65_536, 262_144, 1 << 20])
    func theSameBytesGiveTheSameRecipeWhateverTheReadSize(readSize: Int) throws {
        for size in [0, 1, 16_384, 262_144, 262_145, readSize == 1 ? 400_001 : 3_000_001] {
            var random = SplitMix64(seed: UInt64(size))
            let bytes = random.bytes(size)
            let whole = try cut(MemorySource(bytes))
            let pieces = try cut(SlowSource(bytes, readSize: readSize))
            #expect(whole.cut.recipe == pieces.cut.recipe)
            #expect(pieces.bytes == bytes)
            #expect(pieces.cut.recipe.size == size)
        }
    }

    @Test func everyChunkIsNamedByTheDigestOfItsBytes() throws {
        var random = SplitMix64(seed: 4)
        let bytes = random.bytes(1_000_000)
        let recipe = try cut(MemorySource(bytes)).cut.recipe
        #expect(recipe.segments.map(\.role) == [.opaque])
        var offset = 0
        for chunk in recipe.chunks {
            #expect(SHA256.digest(of: Array(bytes[offset..<offset + chunk.length])) == chunk.digest)
            offset += chunk.length
        }
    }

    @Test func anEmptyFileHasNoSegments() throws {
        let recipe = try cut(MemorySource([])).cut.recipe
        #expect(recipe.segments.isEmpty && recipe.chunks.isEmpty && recipe.size == 0 && recipe.track == nil)
    }

    @Test func aCutterGivesUpAFileAndGoesOnWithTheNext() throws {
        let cutter = FileCutter()
        var random = SplitMix64(seed: 5)
        #expect(throws: LockerError.self) {
            try cutter.cut(MemorySource(random.bytes(600_000))) { (_) throws(LockerError) in
                throw LockerError(.noSpace, "full")
            }
        }
        let bytes = random.bytes(50_000)
        let recipe = try cutter.cut(MemorySource(bytes)) { (_) throws(LockerError) in }.recipe
        #expect(recipe == (try cut(MemorySource(bytes)).cut.recipe))
    }

    @Test func aFileThatEndsBeforeItsSizeHasChanged() throws {
        let source = SlowSource(Samples.mp3(2000), readSize: 100_000, size: 900_000)
        #expect {
            try FileCutter().cut(source) { (_) throws(LockerError) in }
        } throws: { ($0 as? LockerError)?.code == .changed }
    }

    /// Tags in front and behind, and none: the same audio is the same chunks under the same track digest.
    @Test func tagsAreCutOffTheAudio() throws {
        let audio = Samples.mp3(3000)
        let bare = try cut(MemorySource(audio)).cut.recipe
        let tagged = try cut(MemorySource(Tags.id3v2(40_000) + audio + Tags.ape(300) + Tags.id3v1)).cut
        #expect(bare.segments.map(\.role) == [.payload])
        #expect(tagged.recipe.segments.map(\.role) == [.head, .payload, .tail])
        #expect(tagged.recipe.segments.map(\.length) == [40_010, audio.count, 300 + 64 + 128])
        #expect(tagged.recipe.chunks(of: .payload) == bare.chunks)
        #expect(tagged.recipe.track == bare.track && bare.track == bare.blob)
        #expect(tagged.format == .mp3 && tagged.skeleton.isEmpty)
    }

    @Test func theAudioOfAFragmentedFileIsOneTrack() throws {
        let bodies = [Samples.mp3(500, seed: 1), Samples.mp3(200, seed: 2)]
        func file(_ tags: Int) -> [UInt8] {
            Samples.fileType + Samples.box("moov", zeros(tags)) + Samples.box("mdat", bodies[0])
                + Samples.box("moof", zeros(60)) + Samples.box("mdat", bodies[1])
        }
        let (one, other) = (try cut(MemorySource(file(10))).cut, try cut(MemorySource(file(900))).cut)
        #expect(one.recipe.segments.map(\.role) == [.head, .payload, .head, .payload])
        #expect(one.recipe.track == other.recipe.track && one.recipe.blob != other.recipe.blob)
        let source = MemorySource(file(10))
        #expect(
            try CutFile(source, one).payload.bytes(at: 0, count: bodies[0].count + bodies[1].count)
                == bodies[0] + bodies[1])
    }

    @Test func anOggFileIsTakenApart() throws {
        let audio = Array(OggFixture.audio(seed: 4, packets: 900).joined()) + [1, 2, 3]
        let cuts = try [60, 90_000].map { comment in
            try cut(MemorySource(OggFixture.vorbis(comment: comment, packets: 900).bytes))
        }
        for cut in cuts {
            #expect(cut.cut.format == .ogg && cut.cut.recipe.assembly == .ogg)
            #expect(cut.cut.recipe.segments.map(\.role) == [.head, .skeleton, .payload])
            #expect(cut.cut.recipe.segments[2].length == audio.count)
            #expect(try Recipe.decode(cut.cut.recipe.encoded()) == cut.cut.recipe)
        }
        #expect(cuts[0].cut.recipe.size == OggFixture.vorbis(comment: 60, packets: 900).bytes.count)
        #expect(cuts[0].cut.recipe.track == cuts[1].cut.recipe.track)
        #expect(cuts[0].cut.recipe.chunks(of: .skeleton) == cuts[1].cut.recipe.chunks(of: .skeleton))
        #expect(cuts[0].cut.recipe.chunks(of: .head) != cuts[1].cut.recipe.chunks(of: .head))
    }

    /// What shows only at its end not to be one stream is opaque, and nothing of the attempt is left.
    @Test func aChainedOggFileIsOpaque() throws {
        let chained = OggFixture.vorbis(packets: 900).bytes + OggFixture.opus().bytes
        let cutter = FileCutter()
        let cut = try cutter.cut(MemorySource(chained)) { (_) throws(LockerError) in }
        #expect(cut.format == .ogg && cut.recipe.segments.map(\.role) == [.opaque] && cut.recipe.size == chained.count)
        let next = try cutter.cut(MemorySource([1])) { (_) throws(LockerError) in }
        #expect(next.recipe.size == 1 && next.recipe.chunks.count == 1)
    }

    @Test(arguments: ["mp3", "ogg", "garbage"])
    func everyChunkOfAFileAtHandIsFound(kind: String) throws {
        var random = SplitMix64(seed: 6)
        let bytes =
            switch kind {
            case "mp3": Tags.id3v2(300_000) + Samples.mp3(3000) + Tags.id3v1
            case "ogg": OggFixture.vorbis(comment: 300_000, packets: 3000).bytes + [9, 9]
            default: random.bytes(700_000)
            }
        let source = MemorySource(bytes)
        let cut = try cut(source).cut
        let file = try CutFile(source, cut)
        for step in [1, 3] {
            let places = Array(stride(from: 0, to: cut.recipe.chunks.count, by: step))
            var found: [Int] = []
            try file.readChunks(places) { (place, bytes) throws(LockerError) in
                found.append(place)
                #expect(SHA256.digest(of: bytes) == cut.recipe.chunks[place].digest, "\(place)")
            }
            #expect(found == places)
        }
    }

    /// What cutting gives, and all bytes that the sink got of a file that is one segment.
    private func cut(_ source: any ByteSource) throws -> (cut: FileCut, bytes: [UInt8]) {
        var received: [UInt8] = []
        let cut = try FileCutter().cut(source) { (chunks) throws(LockerError) in
            for chunk in chunks {
                #expect(SHA256().digest(of: chunk.bytes) == chunk.digest)
                received += chunk.bytes
            }
        }
        return (cut, received)
    }
}

/// Gives at most so many bytes at once, and may say that it has more.
private struct SlowSource: ByteSource {
    let bytes: [UInt8]
    let readSize: Int
    let size: Int

    init(_ bytes: [UInt8], readSize: Int, size: Int? = nil) {
        (self.bytes, self.readSize, self.size) = (bytes, readSize, size ?? bytes.count)
    }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(LockerError) -> Int {
        let count = max(0, min(readSize, buffer.count, bytes.count - offset))
        bytes.withUnsafeBytes {
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[min(offset, $0.count)...].prefix(count)))
        }
        return count
    }
}
