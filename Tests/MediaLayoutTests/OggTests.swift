import LockerBase
import LockerTestSupport
import MediaLayout
import MediaTestSupport
import Testing

@Suite struct OggTests {
    @Test func everyCodecIsTakenApartAndPutTogether() throws {
        for (seed, ogg) in [(4, OggFixture.vorbis()), (5, OggFixture.opus()), (6, OggFixture.flac())] {
            #expect(try Layout(of: MemorySource(ogg.bytes)).format == .ogg)
            let parts = try #require(try Parts(ogg.bytes), "\(seed)")
            let audio = OggFixture.audio(seed: UInt64(seed)).flatMap { $0 }
            #expect(parts.payload.starts(with: audio))
            #expect(parts.split.payloadSize == parts.payload.count)
            #expect(parts.tail.isEmpty)
            #expect(try parts.joiner().holdsSameBytes(as: MemorySource(ogg.bytes)))
        }
    }

    @Test func commentsThatRenumberThePagesChangeTheHeadAlone() throws {
        let before = try #require(try Parts(OggFixture.vorbis(comment: 60).bytes))
        for (comment, headPerPage) in [(61, 255), (9_000, 16), (400_000, 255), (60, 1)] {
            let after = try #require(try Parts(OggFixture.vorbis(comment: comment, headPerPage: headPerPage).bytes))
            #expect(after.payload == before.payload)
            #expect(after.split.skeleton == before.split.skeleton)
        }
    }

    @Test func anotherSerialNumberChangesTheHeadAlone() throws {
        var ogg = OggFixture(serial: 99, sequence: 5)
        ogg.packets([text("OpusHead") + zeros(11)], flags: 2)
        ogg.packets([text("OpusTags") + zeros(60)])
        ogg.packets(OggFixture.audio(seed: 5), perPage: 50, granule: 960, step: 960)
        let (one, other) = (try #require(try Parts(ogg.bytes)), try #require(try Parts(OggFixture.opus().bytes)))
        #expect(one.payload == other.payload)
        #expect(one.split.skeleton == other.split.skeleton)
        #expect(try one.joiner().holdsSameBytes(as: MemorySource(ogg.bytes)))
    }

    @Test func anyRangeIsThatOfTheFile() throws {
        var ogg = OggFixture.vorbis(perPage: 1)
        ogg.bytes += text("garbage behind the last page")
        let joiner = try #require(try Parts(ogg.bytes)).joiner()
        #expect(joiner.size == ogg.bytes.count)
        var random = SplitMix64(seed: 11)
        for _ in 0..<300 {
            let ends = [Int(random.next() % UInt64(joiner.size + 1)), Int(random.next() % UInt64(joiner.size + 1))]
            let range = (ends.min() ?? 0)..<(ends.max() ?? 0)
            #expect(try joiner.bytes(range) == Array(ogg.bytes[range]), "\(range)")
            let short = range.lowerBound..<min(range.lowerBound + 3, range.upperBound)
            #expect(try joiner.bytes(short) == Array(ogg.bytes[short]), "\(short)")
        }
        #expect(try joiner.bytes(joiner.size..<joiner.size + 10).isEmpty)
    }

    @Test func thePayloadIsReadInPlace() throws {
        let ogg = OggFixture.vorbis(perPage: 2)
        let parts = try #require(try Parts(ogg.bytes))
        let skeleton = try OggSkeleton(parts.split.skeleton)
        let payload = OggPayload(MemorySource(ogg.bytes), headSize: parts.head.count, skeleton: skeleton)
        #expect(try payload.holdsSameBytes(as: MemorySource(parts.payload)))
        var random = SplitMix64(seed: 12)
        for _ in 0..<300 {
            let start = Int(random.next() % UInt64(payload.size))
            let end = min(payload.size, start + Int(random.next() % 5000))
            let range = PartialSource(payload, start..<end)
            #expect(try range.holdsSameBytes(as: MemorySource(Array(parts.payload[start..<end]))), "\(start)..<\(end)")
        }
    }

    @Test func oddPagesAreKept() throws {
        var ogg = OggFixture.opus()
        ogg.sequence &+= 3
        ogg.page([10], zeros(10), granule: -9_000_000_000)
        ogg.page([10], zeros(10), granule: .max, badChecksum: true)
        ogg.page([], [], granule: -1)
        ogg.page([], [], granule: .min)
        ogg.page([10], zeros(10), flags: 5, granule: .max)
        let parts = try #require(try Parts(ogg.bytes))
        #expect(parts.tail.isEmpty)
        #expect(try parts.joiner().holdsSameBytes(as: MemorySource(ogg.bytes)))
    }

    @Test func whatDoesNotContinueTheStreamIsTail() throws {
        let whole = OggFixture.vorbis().bytes
        var unknownFlags = OggFixture.opus()
        let end = unknownFlags.bytes.count
        unknownFlags.page([1], [1], flags: 0x40)
        let files = [
            (whole + Tags.id3v1, whole.count), (Array(whole.dropLast(1)), whole.count - 31), (unknownFlags.bytes, end),
        ]
        for (file, start) in files {
            let parts = try #require(try Parts(file))
            #expect(parts.split.tail == start..<file.count)
            #expect(try parts.joiner().holdsSameBytes(as: MemorySource(file)))
        }
    }

    @Test func whatIsNoSingleStreamIsRefused() throws {
        let vorbis = OggFixture.vorbis()
        var audioOnHeaderPage = OggFixture()
        audioOnHeaderPage.packets([text("OpusHead") + zeros(11)], flags: 2)
        audioOnHeaderPage.packets([text("OpusTags") + zeros(60), zeros(300)])
        audioOnHeaderPage.packets([zeros(3000)])
        var two = OggFixture()
        two.packets([text("OpusHead") + zeros(11)], flags: 2)
        two.serial = 9
        two.packets([text("\u{1}vorbis") + zeros(23)], flags: 2)
        var other = OggFixture()
        other.packets([text("Speex   ") + zeros(72)], flags: 2)
        let files = [
            vorbis.bytes + OggFixture.opus().bytes, vorbis.bytes + vorbis.bytes, audioOnHeaderPage.bytes, two.bytes,
            other.bytes, text("OggS\0"), Array(vorbis.bytes.prefix(700)),
        ]
        for (index, file) in files.enumerated() {
            #expect(try Parts(file) == nil, "\(index)")
            #expect(try Layout(of: MemorySource(file)).runs == [.init(.opaque, 0..<file.count)])
        }
    }
}
