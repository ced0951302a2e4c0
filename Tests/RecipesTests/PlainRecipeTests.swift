import LockerBase
import Recipes
import Testing

@Suite struct PlainRecipeTests {
    private let chunk = ChunkReference(digest: SHA256.digest(of: Array("A record of text".utf8)), length: 16)

    /// The vector of docs/format.md.
    @Test func itFollowsFromTheChunk() throws {
        let recipe = Recipe(plain: chunk)
        #expect(recipe.blob.description == "aaeb0de06ba91234215e6149c4d06b62fd71ef1508e86dc04c1b4945d5780c39")
        #expect(recipe.encoded().count == 68 && recipe.track == nil && recipe.plainChunk == chunk)
        #expect(try Recipe.decode(recipe.encoded()) == recipe)
    }

    @Test func whatIsMoreThanOneOpaqueChunkIsNone() {
        for role in Segment.Role.allCases where role != .opaque {
            #expect(
                Recipe(segments: [Segment(role: role, length: 16, chunkCount: 1)], chunks: [chunk]).plainChunk == nil)
        }
        let one = Segment(role: .opaque, length: 16, chunkCount: 1)
        #expect(Recipe(segments: [], chunks: []).plainChunk == nil)
        #expect(Recipe(segments: [one, one], chunks: [chunk, chunk]).plainChunk == nil)
        let two = Segment(role: .opaque, length: 32, chunkCount: 2)
        #expect(Recipe(segments: [two], chunks: [chunk, chunk]).plainChunk == nil)
    }
}
