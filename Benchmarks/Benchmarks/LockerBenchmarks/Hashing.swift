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
}
