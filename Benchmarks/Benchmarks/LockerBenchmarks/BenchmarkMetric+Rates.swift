import Benchmark

/// Processor time is measured to the nanosecond, for all threads of the process: the library's own metrics of it come
/// in hundredths of a second.
extension BenchmarkMetric {
    /// The bytes that were worked through in a second, in 10^6.
    static let megabytesPerSecond = BenchmarkMetric.custom("MB/s", polarity: .prefersLarger, useScalingFactor: false)
    /// Nanoseconds of processor time for each 64 KiB, the length of an average chunk.
    static let processorTimePerChunk = BenchmarkMetric.custom("CPU ns / 64 KiB", useScalingFactor: false)
    /// How often in a second that was done which the benchmark is named after.
    static let timesPerSecond = BenchmarkMetric.custom("times/s", polarity: .prefersLarger, useScalingFactor: false)
    /// Nanoseconds of processor time for doing it once.
    static let processorTimeEach = BenchmarkMetric.custom("CPU ns each", useScalingFactor: false)

    // Wall-clock time comes first.
    static let ofBytes: [BenchmarkMetric] = [.wallClock, .megabytesPerSecond, .processorTimePerChunk]
    static let ofTimes: [BenchmarkMetric] = [.wallClock, .timesPerSecond, .processorTimeEach]
}
