import Benchmark
import Glibc

extension Benchmark {
    /// Measures `work`, which goes through so many bytes, with the metrics `ofBytes`.
    func measure(bytes: Int, _ work: () throws -> Void) rethrows {
        let cost = try measureCost(work)
        measurement(.megabytesPerSecond, Int(Double(bytes) / 1e6 / cost.seconds))
        measurement(.processorTimePerChunk, Int(cost.processorSeconds * 1e9 / (Double(bytes) / 65536)))
    }

    /// Measures `work`, which does one thing so many times, with the metrics `ofTimes`.
    func measure(times: Int, _ work: () throws -> Void) rethrows {
        let cost = try measureCost(work)
        measurement(.timesPerSecond, Int(Double(times) / cost.seconds))
        measurement(.processorTimeEach, Int(cost.processorSeconds * 1e9 / Double(times)))
    }

    /// Wall-clock and processor time of `work`.
    private func measureCost(_ work: () throws -> Void) rethrows -> (seconds: Double, processorSeconds: Double) {
        startMeasurement()
        let before = Benchmark.processorSeconds()
        let duration = try ContinuousClock().measure(work)
        let after = Benchmark.processorSeconds()
        stopMeasurement()
        return (duration / .seconds(1), after - before)
    }

    /// What all threads of this process have had so far.
    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
