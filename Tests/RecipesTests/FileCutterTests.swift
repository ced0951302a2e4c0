import LockerBase
import LockerTestSupport
import Recipes
import Testing

@Suite struct FileCutterTests {
    @Test(arguments: [1, 4_095, 65_536, 262_144, 1 << 20])
    func theSameBytesGiveTheSameRecipeWhateverTheReadSize(readSize: Int) throws {
        for size in [0, 1, 16_384, 262_144, 262_145, readSize == 1 ? 400_001 : 3_000_001] {
            var random = SplitMix64(seed: UInt64(size))
            let bytes = random.bytes(size)
            let whole = try cut(bytes, readSize: .max)
            let pieces = try cut(bytes, readSize: readSize)
            #expect(whole.recipe == pieces.recipe)
            #expect(pieces.bytes == bytes)
            #expect(pieces.recipe.size == size)
        }
    }

    @Test func everyChunkIsNamedByTheDigestOfItsBytes() throws {
        var random = SplitMix64(seed: 4)
        let bytes = random.bytes(1_000_000)
        let recipe = try cut(bytes, readSize: 10_000).recipe
        var offset = 0
        for chunk in recipe.chunks {
            #expect(SHA256.digest(of: Array(bytes[offset..<offset + chunk.length])) == chunk.digest)
            offset += chunk.length
        }
    }

    @Test func anEmptyFileHasNoSegments() throws {
        let recipe = try FileCutter().finish { (_, _) throws(LockerError) in }
        #expect(recipe.segments.isEmpty && recipe.chunks.isEmpty && recipe.size == 0 && recipe.track == nil)
    }

    @Test func aCutterGivesUpAFileAndGoesOnWithTheNext() throws {
        let cutter = FileCutter()
        var random = SplitMix64(seed: 5)
        fill(cutter.space(), random.bytes(300_000))
        #expect(throws: LockerError.self) {
            try cutter.filled(300_000) { (_, _) throws(LockerError) in throw LockerError(.noSpace, "full") }
        }
        cutter.reset()
        let bytes = random.bytes(50_000)
        fill(cutter.space(), bytes)
        try cutter.filled(bytes.count) { (_, _) throws(LockerError) in }
        let recipe = try cutter.finish { (_, _) throws(LockerError) in }
        #expect(recipe == (try cut(bytes, readSize: .max).recipe))
    }

    private func cut(_ bytes: [UInt8], readSize: Int) throws -> (recipe: Recipe, bytes: [UInt8]) {
        let cutter = FileCutter()
        var received: [UInt8] = []
        let sink: FileCutter.Sink = { (_, chunk) throws(LockerError) in received += chunk }
        var rest = bytes[...]
        while !rest.isEmpty {
            let space = cutter.space()
            let piece = rest.prefix(min(readSize, space.count))
            fill(space, Array(piece))
            try cutter.filled(piece.count, sink)
            rest = rest.dropFirst(piece.count)
        }
        return (try cutter.finish(sink), received)
    }

    private func fill(_ space: UnsafeMutableRawBufferPointer, _ bytes: [UInt8]) {
        bytes.withUnsafeBytes { space.copyMemory(from: $0) }
    }
}
