import LockerBase
import LockerTestSupport
import MediaLayout
import MediaTestSupport
import Recipes
import Testing

@Suite struct BatchCutterTests {
    private func cut(_ files: [[UInt8]]) throws -> (cuts: [FileCut], chunks: [Digest: [UInt8]]) {
        var chunks: [Digest: [UInt8]] = [:]
        let bytes = files.joined()
        let all = Array(bytes)
        let cuts = try all.withUnsafeBytes { raw in
            var start = 0
            let buffers = files.map { file in
                defer { start += file.count }
                return UnsafeRawBufferPointer(rebasing: raw[start..<start + file.count])
            }
            return try BatchCutter().cut(buffers) { (named) throws(LockerError) in
                for chunk in named { chunks[chunk.digest] = Array(chunk.bytes) }
            }
        }
        return (cuts, chunks)
    }

    @Test func `recipes, formats and chunks are those of files that are cut one by one`() throws {
        var random = SplitMix64(seed: 3)
        var files = [0, 1, 63, 64, 16_383, 16_384, 16_385, 40_000, 65_536, 262_144, 300_001].map { random.bytes($0) }
        files += [
            Tags.id3v2(400) + Samples.mp3(60) + Tags.id3v1, Samples.mp3(300),
            OggFixture.vorbis(comment: 50, packets: 40).bytes,
            OggFixture.vorbis(comment: 50, packets: 40).bytes.dropLast(7) + [], files[5], Array("OggS\0".utf8),
            Array(repeating: 0xFF, count: 9_000),
            Samples.fileType + Samples.box("moov", [1, 2]) + Samples.box("mdat", [3]),
        ]
        let (cuts, chunks) = try cut(files)
        #expect(cuts.count == files.count)
        for (file, found) in zip(files, cuts) {
            var own: [Digest: [UInt8]] = [:]
            let alone = try FileCutter().cut(MemorySource(file)) { (named) throws(LockerError) in
                for chunk in named { own[chunk.digest] = Array(chunk.bytes) }
            }
            #expect(found.recipe == alone.recipe && found.format == alone.format, "\(file.count) bytes")
            #expect(found.skeleton == alone.skeleton)
            #expect(own.allSatisfy { chunks[$0.key] == $0.value })
        }
    }

    @Test func `no file gives nothing to store`() throws {
        let (cuts, chunks) = try cut([])
        #expect(cuts.isEmpty && chunks.isEmpty)
    }
}
