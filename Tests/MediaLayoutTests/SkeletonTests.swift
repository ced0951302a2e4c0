import LockerBase
import LockerTestSupport
import MediaLayout
import MediaTestSupport
import Testing

@Suite struct SkeletonTests {
    /// The bytes of docs/format.md, "Skeleton", written by hand.
    @Test func theBytesAreThoseOfTheFormat() throws {
        var ogg = OggFixture(serial: 3)
        ogg.packets([text("OpusHead") + zeros(11)], flags: 2)
        ogg.packets([text("OpusTags")])
        ogg.page([2, 1], [1, 2, 3], granule: 960)
        ogg.page([255], zeros(255), granule: -1)
        ogg.sequence += 1
        ogg.page([4], zeros(4), flags: 5, granule: 900, badChecksum: true)
        let checksum = Array(ogg.bytes[(ogg.bytes.count - 10)..<(ogg.bytes.count - 6)])
        let skeleton: [UInt8] =
            [1] + [0x00, 0x80, 0x0F, 2, 2, 1] + [0x08, 1, 255] + [0x35, 0x77, 1, 0, 0, 0] + checksum + [1, 4]
        #expect(try #require(try Parts(ogg.bytes)).split.skeleton == skeleton)
    }

    @Test func damagedSkeletonsAreRefused() throws {
        let skeleton = try #require(try Parts(OggFixture.opus().bytes)).split.skeleton
        for bad in [[], Array(skeleton.dropLast()), skeleton + [0x02], skeleton + [0x40, 0, 0], skeleton + [8]] {
            #expect { try OggSkeleton(bad) } throws: { ($0 as? LockerError)?.code == .dataLoss }
        }
        #expect { try OggSkeleton([2]) } throws: { ($0 as? LockerError)?.code == .failedPrecondition }
    }

    @Test func noSkeletonCrashesTheJoiner() throws {
        let parts = try #require(try Parts(OggFixture.vorbis().bytes))
        var random = SplitMix64(seed: 21)
        for _ in 0..<2000 {
            var bytes = parts.split.skeleton
            for _ in 0...random.next() % 3 {
                bytes[1 + Int(random.next() % UInt64(bytes.count - 1))] = UInt8(truncatingIfNeeded: random.next())
            }
            guard let skeleton = try? OggSkeleton(bytes) else { continue }
            let joiner = try OggJoiner(
                skeleton: skeleton, head: MemorySource(parts.head), payload: MemorySource(zeros(skeleton.payloadSize)),
                tail: MemorySource([]))
            #expect(try joiner.bytes(0..<joiner.size).count == joiner.size)
        }
    }

    @Test func partsOfDifferentFilesAreRefused() throws {
        let parts = try #require(try Parts(OggFixture.opus().bytes))
        let skeleton = try OggSkeleton(parts.split.skeleton)
        for (head, payload) in [(parts.head, Array(parts.payload.dropLast())), (zeros(80), parts.payload), ([], [])] {
            #expect {
                try OggJoiner(
                    skeleton: skeleton, head: MemorySource(head), payload: MemorySource(payload),
                    tail: MemorySource([]))
            } throws: { ($0 as? LockerError)?.code == .dataLoss }
        }
    }
}
