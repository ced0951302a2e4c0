import Benchmark
import Recipes

/// Cuts and hashes a file whose bytes are in memory; they are copied to the cutter as a read would copy them.
func registerCutting(_ noise: Noise) {
    let cutter = FileCutter()

    Benchmark("FileCutter, 64 MiB", configuration: .bytes) { benchmark in
        try benchmark.measure(bytes: Noise.byteCount) {
            var rest = noise.bytes[...]
            while !rest.isEmpty {
                let space = cutter.space()
                let part = rest.prefix(space.count)
                space.copyMemory(from: UnsafeRawBufferPointer(rebasing: part))
                rest = rest.dropFirst(part.count)
                try cutter.filled(part.count) { digest, _ in blackHole(digest) }
            }
            blackHole(try cutter.finish { digest, _ in blackHole(digest) })
        }
    }
}
