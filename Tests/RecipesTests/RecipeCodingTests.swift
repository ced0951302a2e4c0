import LockerBase
import LockerTestSupport
import Recipes
import Testing

@Suite struct RecipeCodingTests {
    private let recipe = Recipe(
        segments: [
            Segment(role: .head, length: 100, chunkCount: 1), Segment(role: .payload, length: 70_000, chunkCount: 2),
            Segment(role: .tail, length: 128, chunkCount: 1),
        ],
        chunks: [100, 50_000, 20_000, 128].map { length in
            ChunkReference(digest: SHA256.digest(of: Array("\(length)".utf8)), length: length)
        })

    @Test func whatIsEncodedIsDecoded() throws {
        #expect(try Recipe.decode(recipe.encoded()) == recipe)
        let empty = Recipe(segments: [], chunks: [])
        #expect(try Recipe.decode(empty.encoded()) == empty)
    }

    /// The bytes of docs/format.md: a change of them is a change of the format.
    @Test func theBytesAreThoseOfTheFormat() {
        let bytes = recipe.encoded()
        #expect(bytes.count == 16 + 3 * 16 + 4 * 36)
        #expect(Array(bytes[0..<16]) == Array("LKRR".utf8) + [1, 0, 3, 0] + [0x54, 0x12, 1, 0, 0, 0, 0, 0])
        #expect(Array(bytes[16..<32]) == [1, 0, 0, 0, 1, 0, 0, 0, 100, 0, 0, 0, 0, 0, 0, 0])
        #expect(Array(bytes[64..<96]) == SHA256.digest(of: Array("100".utf8)).bytes)
        #expect(Array(bytes[96..<100]) == [100, 0, 0, 0])
    }

    @Test func everyTruncationIsRefused() {
        let bytes = recipe.encoded()
        for count in 0..<bytes.count {
            #expect(throws: LockerError.self) { try Recipe.decode(Array(bytes.prefix(count))) }
        }
        #expect(throws: LockerError.self) { try Recipe.decode(bytes + [0]) }
    }

    /// A flipped bit is either refused or gives another blob: never the same name for other content.
    @Test func noFlippedBitKeepsTheBlob() {
        let bytes = recipe.encoded()
        for position in bytes.indices {
            for bit in 0..<8 {
                var flipped = bytes
                flipped[position] ^= 1 << bit
                let decoded = try? Recipe.decode(flipped)
                #expect(decoded?.blob != recipe.blob, "byte \(position), bit \(bit)")
                #expect(decoded == nil || decoded?.encoded() == flipped, "byte \(position), bit \(bit)")
            }
        }
    }

    @Test func aNewerVersionIsToldApartFromDamage() {
        var bytes = recipe.encoded()
        bytes[4] = 2
        #expect { try Recipe.decode(bytes) } throws: { ($0 as? LockerError)?.code == .failedPrecondition }
    }

    @Test func theTrackDependsOnThePayloadAlone() {
        let other = Recipe(
            segments: [recipe.segments[1]], chunks: Array(recipe.chunks[1...2]))
        #expect(recipe.track == other.track)
        #expect(recipe.track == other.blob)
        #expect(recipe.blob != other.blob)
    }
}
