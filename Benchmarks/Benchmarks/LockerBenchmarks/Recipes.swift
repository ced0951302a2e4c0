import Benchmark
import LockerBase
import Recipes

/// The recipe of a file of 64 MiB, a hundred times an iteration.
func registerRecipes() {
    let recipe = Recipe.ofNoise((0..<1024).map(Digest.numbered))
    let encoded = recipe.encoded()
    let rounds = 100

    Benchmark("Recipe.encoded, 1024 chunks", configuration: .times) { benchmark in
        benchmark.measure(times: rounds) {
            for _ in 0..<rounds { blackHole(recipe.encoded()) }
        }
    }

    Benchmark("Recipe.decode, 1024 chunks", configuration: .times) { benchmark in
        try benchmark.measure(times: rounds) {
            for _ in 0..<rounds { blackHole(try Recipe.decode(encoded)) }
        }
    }

    Benchmark("Recipe.blob, 1024 chunks", configuration: .times) { benchmark in
        benchmark.measure(times: rounds) {
            for _ in 0..<rounds { blackHole(recipe.blob) }
        }
    }
}

extension Recipe {
    /// Of a file of no format whose chunks have 64 KiB each.
    static func ofNoise(_ digests: [Digest]) -> Recipe {
        let length = Noise.chunkSize
        return Recipe(
            segments: [Segment(role: .opaque, length: digests.count * length, chunkCount: digests.count)],
            chunks: digests.map { ChunkReference(digest: $0, length: length) })
    }
}
