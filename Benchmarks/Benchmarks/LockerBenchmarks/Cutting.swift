import Benchmark
import MediaLayout
import Recipes

/// Lays out, cuts and hashes a file whose bytes are in memory; they are copied to the cutter as a read would copy them.
func registerCutting(_ noise: Noise) {
    let cutter = FileCutter()
    let file = MemorySource(Array(noise.bytes))

    Benchmark("FileCutter, 64 MiB", configuration: .bytes) { benchmark in
        try benchmark.measure(bytes: Noise.byteCount) {
            blackHole(try cutter.cut(file) { chunks in blackHole(chunks.count) })
        }
    }
}
