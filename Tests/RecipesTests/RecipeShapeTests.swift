import LockerBase
import LockerTestSupport
import MediaLayout
import MediaTestSupport
import Recipes
import Testing

/// Recipes that are whole and yet none: what a client may send.
@Suite struct RecipeShapeTests {
    private let chunk = SHA256.digest(of: [1])

    private func recipe(_ roles: [Segment.Role], lengths: [Int] = [20_000]) -> Recipe {
        let size = lengths.reduce(0, +)
        return Recipe(
            segments: roles.map { Segment(role: $0, length: size, chunkCount: lengths.count) },
            chunks: roles.flatMap { _ in lengths.map { ChunkReference(digest: chunk, length: $0) } })
    }

    /// The bytes with another assembly, which stands behind magic and version.
    private func encoded(_ recipe: Recipe, assembly: UInt8) -> [UInt8] {
        var bytes = recipe.encoded()
        bytes[5] = assembly
        return bytes
    }

    @Test func aSkeletonIsOfAnOggFileOnly() {
        #expect(throws: LockerError.self) { try Recipe.decode(recipe([.head, .skeleton]).encoded()) }
        #expect(throws: Never.self) { try Recipe.decode(recipe([.head, .payload, .head, .payload]).encoded()) }
    }

    @Test func anOggFileHasItsSegmentsInTheirOrder() throws {
        for roles: [Segment.Role] in [[.head, .skeleton, .payload], [.head, .skeleton, .payload, .tail]] {
            #expect(try Recipe.decode(encoded(recipe(roles), assembly: 1)).assembly == .ogg)
        }
        for roles: [Segment.Role] in [
            [], [.payload], [.head, .payload], [.skeleton, .head, .payload], [.head, .skeleton, .skeleton, .payload],
            [.head, .skeleton, .payload, .tail, .tail],
        ] {
            #expect(throws: LockerError.self) { try Recipe.decode(encoded(recipe(roles), assembly: 1)) }
        }
    }

    @Test func anotherAssemblyIsThatOfANewerVersion() {
        #expect {
            try Recipe.decode(encoded(recipe([.opaque]), assembly: 2))
        } throws: { ($0 as? LockerError)?.code == .failedPrecondition }
    }

    /// Else a client could fill a disk with headers of chunks of a byte.
    @Test func onlyASegmentsLastChunkIsShort() {
        #expect(throws: Never.self) { try Recipe.decode(recipe([.opaque], lengths: [16_384, 1]).encoded()) }
        #expect(throws: LockerError.self) { try Recipe.decode(recipe([.opaque], lengths: [16_383, 1]).encoded()) }
        #expect(throws: LockerError.self) { try Recipe.decode(recipe([.opaque], lengths: [262_145]).encoded()) }
    }
}
