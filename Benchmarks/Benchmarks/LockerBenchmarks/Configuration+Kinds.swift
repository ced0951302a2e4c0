import Benchmark

extension Benchmark.Configuration {
    /// For benchmarks that go through bytes.
    static var bytes: Benchmark.Configuration { measuring(BenchmarkMetric.ofBytes) }

    /// For benchmarks that do something so many times.
    static var times: Benchmark.Configuration { measuring(BenchmarkMetric.ofTimes) }

    /// For benchmarks whose every iteration fills the disk a little more, with `megabytes`: 2 GB at most.
    static func written(megabytes: Int) -> Benchmark.Configuration {
        var configuration = bytes
        configuration.maxIterations = 2000 / megabytes
        return configuration
    }

    /// Figures are printed whole: the library would cut large ones to thousands.
    private static func measuring(_ metrics: [BenchmarkMetric]) -> Benchmark.Configuration {
        let units = Dictionary(uniqueKeysWithValues: metrics.dropFirst().map { ($0, BenchmarkUnits.count) })
        return Benchmark.Configuration(
            metrics: metrics, units: units, maxDuration: .seconds(2), maxIterations: 1000)
    }
}
