import LockerBase
import Recipes

/// Bytes that are a recipe are the only ones of that recipe: its name is their digest.
enum RecipeTarget {
    static func check(_ input: [UInt8]) throws(FuzzFailure) {
        guard let recipe = try? Recipe.decode(input) else { return }
        try expect(recipe.encoded() == input, "a recipe is not written as it was read")
        try expect(recipe.blob == SHA256.digest(of: input), "a recipe has another name than its bytes")
        let lengths = recipe.chunks.reduce(0) { $0 + $1.length }
        try expect(lengths == recipe.segments.reduce(0) { $0 + $1.length }, "segments and chunks differ in length")
        try expect(recipe.assembly == .ogg || lengths == recipe.size, "a file is not as long as its segments")
        try expect(
            recipe.placedSegments.last?.chunks.upperBound ?? 0 == recipe.chunks.count, "a chunk is in no segment")
        let hasAudio = recipe.segments.contains { $0.role == .payload }
        try expect((recipe.track != nil) == hasAudio, "a track without audio, or audio without a track")
    }
}
