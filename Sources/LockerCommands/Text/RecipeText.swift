import Recipes

/// How a file is taken apart, in words and in JSON.
package enum RecipeText {
    package static func json(_ cut: FileCut) -> JSONValue {
        let recipe = cut.recipe
        let segments = recipe.segments.map { segment -> [String: JSONValue] in
            ["role": .string("\(segment.role)"), "length": JSONValue(segment.length)]
        }
        let chunks = recipe.chunks.map { chunk -> [String: JSONValue] in
            ["length": JSONValue(chunk.length), "digest": .string(chunk.digest.hex)]
        }
        return [
            "format": .string(cut.format.rawValue), "size": JSONValue(recipe.size), "blob": .string(recipe.blob.hex),
            "track": recipe.track.map { .string($0.hex) } ?? nil,
            "segments": placed(segments, offsets(recipe.segments.map(\.length), in: recipe)),
            "chunks": placed(chunks, offsets(recipe.chunks.map(\.length), in: recipe)),
        ]
    }

    static func text(_ cut: FileCut) -> String {
        let recipe = cut.recipe
        var lines = ["format  \(cut.format.rawValue)", "size    \(recipe.size)", "blob    \(recipe.blob)"]
        if let track = recipe.track { lines.append("track   \(track)") }
        let segments = recipe.segments.map { ["\($0.role)", "\($0.length)", "\($0.chunkCount)"] }
        let chunks = recipe.chunks.map { ["\($0.length)", $0.digest.hex] }
        let (starts, cuts) = (
            offsets(recipe.segments.map(\.length), in: recipe), offsets(recipe.chunks.map(\.length), in: recipe)
        )
        lines += ["", table(["SEGMENT", "LENGTH", "CHUNKS"], segments, starts, at: 1)]
        lines += ["", table(["LENGTH", "DIGEST"], chunks, cuts, at: 0)]
        return lines.joined(separator: "\n")
    }

    /// Where parts of these lengths begin in the file; nil where they are no runs of it.
    private static func offsets(_ lengths: [Int], in recipe: Recipe) -> [Int]? {
        guard recipe.assembly == .concatenation else { return nil }
        var end = 0
        return lengths.map { length in
            defer { end += length }
            return end
        }
    }

    private static func placed(_ parts: [[String: JSONValue]], _ offsets: [Int]?) -> JSONValue {
        guard let offsets else { return .array(parts.map(JSONValue.object)) }
        return .array(
            zip(parts, offsets).map { part, offset in
                JSONValue.object(part).merging(["offset": JSONValue(offset)])
            })
    }

    /// A table of `rows`, with the offsets as a column at `place`.
    private static func table(_ head: [String], _ rows: [[String]], _ offsets: [Int]?, at place: Int) -> String {
        func row(_ cells: [String], _ offset: String?) -> [String] {
            offset.map { Array(cells[..<place]) + [$0] + cells[place...] } ?? cells
        }
        let head = row(head, offsets.map { _ in "OFFSET" })
        let figures = head.indices.filter { ["OFFSET", "LENGTH", "CHUNKS"].contains(head[$0]) }
        var table = Table(head, right: Set(figures))
        for (index, cells) in rows.enumerated() { table.add(row(cells, offsets.map { "\($0[index])" })) }
        return table.text
    }
}
