import Recipes

/// A recipe, in words and in JSON.
public enum RecipeText {
    /// The container format, as far as segments tell it apart.
    private static let format = "opaque"

    public static func json(_ recipe: Recipe) -> JSONValue {
        let segments = placed(recipe.segments.map(\.length)).map { index, offset -> JSONValue in
            let segment = recipe.segments[index]
            return [
                "role": .string("\(segment.role)"), "offset": JSONValue(offset), "length": JSONValue(segment.length),
            ]
        }
        let chunks = placed(recipe.chunks.map(\.length)).map { index, offset -> JSONValue in
            let chunk = recipe.chunks[index]
            return [
                "offset": JSONValue(offset), "length": JSONValue(chunk.length), "digest": .string(chunk.digest.hex),
            ]
        }
        return [
            "format": .string(format), "size": JSONValue(recipe.size), "blob": .string(recipe.blob.hex),
            "track": recipe.track.map { .string($0.hex) } ?? nil, "segments": .array(segments),
            "chunks": .array(chunks),
        ]
    }

    static func text(_ recipe: Recipe) -> String {
        var lines = ["format  \(format)", "size    \(recipe.size)", "blob    \(recipe.blob)"]
        if let track = recipe.track { lines.append("track   \(track)") }
        var segments = Table(["SEGMENT", "OFFSET", "LENGTH", "CHUNKS"], right: [1, 2, 3])
        for (index, offset) in placed(recipe.segments.map(\.length)) {
            let segment = recipe.segments[index]
            segments.add(["\(segment.role)", "\(offset)", "\(segment.length)", "\(segment.chunkCount)"])
        }
        var chunks = Table(["OFFSET", "LENGTH", "DIGEST"], right: [0, 1])
        for (index, offset) in placed(recipe.chunks.map(\.length)) {
            chunks.add(["\(offset)", "\(recipe.chunks[index].length)", recipe.chunks[index].digest.hex])
        }
        lines += ["", segments.text, "", chunks.text]
        return lines.joined(separator: "\n")
    }

    /// Each index with the sum of the lengths before it.
    private static func placed(_ lengths: [Int]) -> [(index: Int, offset: Int)] {
        var offset = 0
        return lengths.enumerated().map { index, length in
            defer { offset += length }
            return (index, offset)
        }
    }
}
