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

    // As many as a batch of small files may have.
    Benchmark("SHA256Lanes.digests, 16384 messages of 1 to 1024 bytes by 256") { benchmark in
        benchmark.startMeasurement()
        for first in stride(from: 0, to: 16384, by: 256) {
            let messages = (first..<first + 256).map { number in
                UnsafeRawBufferPointer(rebasing: noise.chunk(number % Noise.chunkCount)[..<(1 + number % 1024)])
            }
            blackHole(lanes.digests(of: messages))
        }
        benchmark.stopMeasurement()
    }
}
