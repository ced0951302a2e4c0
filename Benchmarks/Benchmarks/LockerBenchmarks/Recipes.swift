import Benchmark
import LockerBase
import Recipes

/// The recipe of a file of 64 MiB, a hundred times an iteration.
func registerRecipes() {
    let recipe = Recipe.ofNoise(chunks: 1024)
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
    fileprivate static func ofNoise(chunks count: Int) -> Recipe {
        let length = 64 << 10
        let chunks = (0..<count).map { ChunkReference(digest: Digest.numbered($0), length: length) }
        return Recipe(
            segments: [Segment(role: .opaque, length: count * length, chunkCount: count)], chunks: chunks)
    }
}
