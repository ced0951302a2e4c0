import Benchmark
import LockerBase

func registerHashing(_ noise: Noise) {
    let hash = SHA256()

    Benchmark("SHA256.digest, 1024 chunks of 64 KiB", configuration: .bytes) { benchmark in
        benchmark.measure(bytes: Noise.byteCount) {
            for number in 0..<Noise.chunkCount {
                blackHole(hash.digest(of: noise.chunk(number)))
            }
        }
    }

    let lanes = SHA256Lanes()

    // As many at a time as a cutter has.
    Benchmark("SHA256Lanes.digests, 1024 chunks of 64 KiB by 28", configuration: .bytes) { benchmark in
        benchmark.measure(bytes: Noise.byteCount) {
            for first in stride(from: 0, to: Noise.chunkCount, by: 28) {
                let chunks = (first..<min(first + 28, Noise.chunkCount)).map { noise.chunk($0) }
                lanes.digests(of: chunks) { _, digest in blackHole(digest) }
            }
        }
    }
}
