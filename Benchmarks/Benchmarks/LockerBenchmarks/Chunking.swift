import Benchmark
import ContentChunking

func registerChunking(_ noise: Noise) {
    let cutter = FastCDC()

    Benchmark("FastCDC.cut, 64 MiB", configuration: .bytes) { benchmark in
        benchmark.measure(bytes: Noise.byteCount) {
            var rest = noise.bytes[...]
            while !rest.isEmpty {
                rest = rest.dropFirst(cutter.cut(UnsafeRawBufferPointer(rebasing: rest)))
            }
        }
    }
}
