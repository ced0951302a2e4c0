import Benchmark
import POSIXSupport

/// What the benchmark runner asks for: registers every benchmark of this target.
let benchmarks: @Sendable () -> Void = {
    StandardDescriptors.ensureOpen()
    let noise = Noise()
    registerChunking(noise)
    registerHashing(noise)
    registerLayingOut()
    registerCutting(noise)
    registerRecipes()
    registerAppending(noise)
    registerReading(noise)
    registerLookup()
    registerProbing(noise)
    registerMatching()
    registerCalls()
}
