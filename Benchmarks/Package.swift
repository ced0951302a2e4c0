// swift-tools-version: 6.2
import PackageDescription

/// The benchmarks are a package of their own, so that building Locker needs nothing of what only they need.
let package = Package(
    name: "LockerBenchmarks",
    dependencies: [
        .package(name: "Locker", path: ".."),
        // Without its traits, which replace malloc, retain and release in what is measured to count them.
        .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    ],
    targets: [
        .executableTarget(
            name: "LockerBenchmarks",
            dependencies: [
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "ContentChunking", package: "Locker"),
                .product(name: "LockerBase", package: "Locker"),
                .product(name: "LockerCore", package: "Locker"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "MediaLayout", package: "Locker"),
                .product(name: "Metadata", package: "Locker"),
                .product(name: "PackEngine", package: "Locker"),
                .product(name: "POSIXSupport", package: "Locker"),
                .product(name: "Recipes", package: "Locker"),
                .product(name: "TTRPC", package: "Locker"),
            ],
            path: "Benchmarks/LockerBenchmarks",
            swiftSettings: [.treatAllWarnings(as: .error)],
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
        // Makes the store that compaction-scale.sh measures.
        .executableTarget(
            name: "make-store",
            dependencies: [
                .product(name: "LockerBase", package: "Locker"),
                .product(name: "LockerCore", package: "Locker"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "POSIXSupport", package: "Locker"),
                .product(name: "Recipes", package: "Locker"),
            ],
            path: "Programs/make-store",
            swiftSettings: [.treatAllWarnings(as: .error)]),

        // What peers/measure.py runs beside the programs.
        .executableTarget(
            name: "cut-and-hash",
            dependencies: [
                .product(name: "ContentChunking", package: "Locker"),
                .product(name: "LockerBase", package: "Locker"),
                .product(name: "POSIXSupport", package: "Locker"),
            ],
            path: "Programs/cut-and-hash", swiftSettings: [.treatAllWarnings(as: .error)]),
        .executableTarget(
            name: "range-reads",
            dependencies: [
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "LockerAPI", package: "Locker"),
                .product(name: "LockerBase", package: "Locker"),
                .product(name: "POSIXSupport", package: "Locker"),
            ],
            path: "Programs/range-reads", swiftSettings: [.treatAllWarnings(as: .error)]),
    ],
    swiftLanguageModes: [.v6]
)
