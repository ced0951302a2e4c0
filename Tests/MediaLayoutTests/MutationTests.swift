import Foundation
import LockerBase
import LockerTestSupport
import MediaLayout
import MediaTestSupport
import Testing

/// Small files of every format, made and real, damaged at random: each has a layout, and what can be split joins to the
/// same bytes.
///
/// `LOCKER_FUZZ_ROUNDS` asks for more rounds, `LOCKER_FUZZ_SEED` for others.
@Suite struct MutationTests {
    private static let samples = made + real

    /// Starts and ends of real songs, where `LOCKER_MUSIC` names a library.
    private static let real: [[UInt8]] = {
        guard let music = Environment.music else { return [] }
        let catalog = URL(fileURLWithPath: music + "/catalog")
        let files = FileManager.default.enumerator(at: catalog, includingPropertiesForKeys: nil)
        let songs = (files?.allObjects ?? []).compactMap { ($0 as? URL).flatMap { try? Data(contentsOf: $0) } }
        return songs.prefix(200).map { Array($0.prefix(20_000) + $0.dropFirst(20_000).suffix(1000)) }
    }()

    private static let made: [[UInt8]] = [
        Tags.id3v2(300) + Samples.mp3() + Tags.ape(100) + Tags.lyrics3v2(90) + Tags.id3v1,
        Tags.ape(60) + Samples.aac() + Tags.lyrics3v1(40) + Tags.appendedID3v2(40),
        Tags.id3v2(20) + Samples.flacHead([40, 0, 900]) + Samples.flacFrames() + Tags.enhanced + Tags.id3v1,
        Samples.fileType + Samples.box("moov", zeros(200)) + Samples.box("mdat", zeros(900), wide: true),
        Samples.fileType + Samples.box("mdat", zeros(900)) + Samples.box("moov", zeros(90)) + Samples.box("free", []),
        Samples.riff(Samples.chunk("fmt ", zeros(16)) + Samples.chunk("data", zeros(901)) + Samples.chunk("id3 ", [])),
        Samples.riff(Samples.chunk("ds64", zeros(28)) + Samples.chunk("data", zeros(99), size: .max), "RF64"),
        Samples.form(Samples.chunk("COMM", zeros(18), big: true) + Samples.chunk("SSND", zeros(99), big: true)),
        OggFixture.vorbis().bytes, OggFixture.opus().bytes, OggFixture.flac().bytes + Tags.id3v1,
    ]

    @Test func anyBytesHaveALayout() throws {
        let seed = setting("LOCKER_FUZZ_SEED") ?? 1
        var random = SplitMix64(seed: seed)
        for round in 0..<(setting("LOCKER_FUZZ_ROUNDS") ?? 4000) {
            let bytes = mutant(&random)
            let layout = try Layout(of: bytes)
            #expect(layout.covers(bytes.count), "seed \(seed), round \(round)")
            #expect((layout.format == .opaque || layout.format == .ogg) == layout.payload.isEmpty)
            guard let parts = try Parts(bytes) else { continue }
            #expect(
                try parts.joiner().holdsSameBytes(as: MemorySource(bytes)), "split: seed \(seed), round \(round)")
        }
    }

    private func mutant(_ random: inout SplitMix64) -> [UInt8] {
        var bytes = MutationTests.samples[below(MutationTests.samples.count, &random)]
        for _ in 0...below(4, &random) where !bytes.isEmpty {
            let at = below(bytes.count, &random)
            switch below(6, &random) {
            case 0: bytes[at] ^= 1 << UInt8(below(8, &random))
            case 1: bytes[at] = [0, 1, 0x7F, 0x80, 0xFF][below(5, &random)]
            case 2: bytes.removeSubrange(at...)
            case 3: bytes.removeSubrange(at..<min(bytes.count, at + 1 + below(64, &random)))
            case 4: splice(&bytes, at, &random)
            default: overwrite(&bytes, at, &random)
            }
        }
        return bytes
    }

    /// Puts a piece of another sample in.
    private func splice(_ bytes: inout [UInt8], _ at: Int, _ random: inout SplitMix64) {
        let other = MutationTests.samples[below(MutationTests.samples.count, &random)]
        let start = below(other.count, &random)
        bytes.insert(contentsOf: other[start..<min(other.count, start + below(4000, &random))], at: at)
    }

    /// Writes an extreme number over a field, by preference one near the start or the end, where lengths are.
    private func overwrite(_ bytes: inout [UInt8], _ at: Int, _ random: inout SplitMix64) {
        let near = [at, at % 64, bytes.count - 1 - at % 64][below(3, &random)]
        let value = [0, 1, UInt64.max, 1 << 63, 1 << 31, 0x7FFF_FFFF, random.next()][below(7, &random)]
        let field = below(2, &random) == 0 ? big(value) : little(value)
        for (index, byte) in field.prefix(1 + below(8, &random)).enumerated()
        where bytes.indices.contains(near + index) {
            bytes[near + index] = byte
        }
    }

    private func below(_ bound: Int, _ random: inout SplitMix64) -> Int {
        Int(random.next() % UInt64(bound))
    }

    private func setting(_ name: String) -> UInt64? {
        Environment.value(name).flatMap { UInt64($0) }
    }
}
